import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { wrongFinalStage } from './wrongFinalStage';

testRule(wrongFinalStage, {
  valid: [
    {
      name: 'a service of which only the name speaks of tests',
      text: dockerfile`
FROM python:3.14-slim-trixie AS runtime
CMD ["python", "-m", "app"]
FROM runtime AS testing-service
COPY extra extra
`,
    },
    {
      name: 'the runtime is last',
      text: dockerfile`
FROM python:3.14-slim-trixie AS base
FROM base AS test
RUN pip install pytest
FROM base AS runtime
CMD ["python"]
`,
    },
  ],
  invalid: [
    {
      name: 'the parent is the service, whatever another stage is called',
      text: dockerfile`
FROM golang:1.26 AS base
FROM base AS runtime-dev
FROM base AS runtime
CMD ["dockerd"]
FROM runtime AS dev
`,
      line: 5,
      message: 'Put runtime last',
      severity: 'medium',
    },
    {
      name: 'a test of the application',
      text: dockerfile`
FROM ubuntu:24.04 AS app
RUN apt-get update && apt-get install -y gcc
WORKDIR /data
FROM app AS test
RUN app --version
`,
      line: 4,
      message: '--target app',
      severity: 'medium',
    },

    {
      name: 'a container to develop in',
      text: dockerfile`
FROM python:3.14-slim-trixie AS runtime
CMD ["python", "-m", "app"]
FROM runtime AS devcontainer
COPY extra extra
`,
      line: 3,
      message: 'Put runtime last, or build with `--target runtime`.',
      severity: 'medium',
    },
    {
      name: 'the builder stands last',
      text: dockerfile`
FROM python:3.14-slim-trixie AS runtime
COPY --from=builder /opt/venv /opt/venv
COPY src/ ./src/
CMD ["/opt/venv/bin/python", "-m", "src"]
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
`,
      line: 5,
      message: 'Put runtime last',
    },
    {
      name: 'end-to-end tests stand last',
      text: dockerfile`
FROM python:3.14-slim-trixie AS runtime
COPY src/ ./src/
CMD ["python", "-m", "src"]
FROM runtime AS e2e
RUN pip install --no-cache-dir playwright==1.56.0
`,
      line: 4,
      severity: 'medium',
      message: 'Put runtime last',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS runtime
CMD ["gunicorn", "app:app"]
FROM runtime AS test
RUN pip install pytest
CMD ["pytest"]
`,
      line: 3,
      message: 'runtime',
    },
  ],
  notApplicable: [
    {
      name: 'one stage',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
    },
    {
      name: 'the target is named',
      text: dockerfile`
FROM python:3.14-slim-trixie AS runtime
FROM runtime AS test
CMD ["pytest"]
`,
      context: { target: 'runtime' },
    },
  ],
});

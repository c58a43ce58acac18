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
      name: 'a container to develop in',
      text: dockerfile`
FROM python:3.14-slim-trixie AS runtime
CMD ["python", "-m", "app"]
FROM runtime AS devcontainer
COPY extra extra
`,
      line: 3,
      message: 'Put runtime last.',
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

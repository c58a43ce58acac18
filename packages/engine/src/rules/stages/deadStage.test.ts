import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { deadStage } from './deadStage';

testRule(deadStage, {
  valid: [
    {
      name: 'every stage is used',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
WORKDIR /app
COPY src/ ./src/
ENV PATH="/opt/venv/bin:$PATH"
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    },
    {
      name: 'a stage for tests',
      text: dockerfile`
FROM python:3.14-slim-trixie AS base
FROM base AS test
RUN pip install pytest
FROM base
CMD ["python"]
`,
    },
    {
      name: 'a mount uses it',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
RUN --mount=type=bind,from=builder,source=/opt/venv,target=/v cp -r /v /opt/venv
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY . /app
`,
      line: 1,
      message: 'builder',
    },
  ],
  notApplicable: [
    {
      name: 'one stage',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
    },
  ],
});

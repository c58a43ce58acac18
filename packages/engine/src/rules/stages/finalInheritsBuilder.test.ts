import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { finalInheritsBuilder } from './finalInheritsBuilder';

testRule(finalInheritsBuilder, {
  valid: [
    {
      name: 'headers alone are told by dev-package-in-final',
      text: dockerfile`
FROM python:3.14-slim AS base
RUN apt-get update && apt-get install -y --no-install-recommends libpq-dev
FROM base
CMD ["python"]
`,
    },

    {
      name: 'a clean base that stages share',
      text: dockerfile`
FROM python:3.14-slim-trixie AS base
ENV PYTHONUNBUFFERED=1
FROM base AS builder
RUN apt-get update && apt-get install -y gcc
FROM base
CMD ["python"]
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y build-essential
FROM builder
CMD ["python"]
`,
      line: 3,
      message: 'build-essential',
    },
  ],
  notApplicable: [
    {
      name: 'built on an image',
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
  ],
});

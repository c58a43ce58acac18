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
      name: 'of stages on each other only the last',
      text: dockerfile`
FROM node:22-alpine AS node
FROM php:8.4-fpm-alpine AS php
COPY --from=node /usr/local/bin/node /usr/local/bin/node
FROM nginx:1.29-alpine AS web
CMD ["nginx"]
`,
      line: 2,
      message: 'stage php',
    },

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

import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { hostVenvOverwrites } from './hostVenvOverwrites';

testRule(hostVenvOverwrites, {
  valid: [
    {
      name: '.dockerignore lists it',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
COPY . .
CMD ["/app/.venv/bin/service"]
`,
      context: { dockerignore: '.venv\n' },
    },
  ],
  invalid: [
    {
      name: 'there is no .dockerignore',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
COPY . .
CMD ["/app/.venv/bin/service"]
`,
      context: { dockerignore: null },
      line: 5,
      message: '.venv',
    },
  ],
  unknown: [
    {
      name: 'the .dockerignore is not known',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
COPY . .
CMD ["/app/.venv/bin/service"]
`,
      reason: '.dockerignore',
    },
  ],
  notApplicable: [
    {
      name: 'a source that a variable names',
      text: dockerfile`
FROM python:3.14-slim-trixie
ARG SRC
RUN python -m venv /opt/x/venv
COPY \${SRC}/a.txt b.txt /
`,
      context: { files: ['b.txt'], dockerignore: '.git' },
    },

    {
      name: 'a Go service',
      text: dockerfile`
FROM golang:1.27-trixie AS builder
WORKDIR /src
COPY . .
RUN go build -o /out/server ./cmd/server
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=builder /out/server /server
ENTRYPOINT ["/server"]
`,
    },
    {
      name: 'another directory',
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

import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { managedPythonNotCopied } from './managedPythonNotCopied';

testRule(managedPythonNotCopied, {
  invalid: [
    {
      name: 'on an image of another language, whose system has another Python',
      text: dockerfile`
FROM rust:1.83-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /usr/local/bin/uv
RUN uv venv --python 3.13 /app/.venv && uv pip install --python /app/.venv/bin/python httpx==0.28.1
FROM python:3.13-slim-bookworm
COPY --from=build --chown=10001 /app/.venv /app/.venv
ENTRYPOINT ["/app/.venv/bin/httpx"]
`,
      line: 5,
      message:
        'has no Python of its own, so uv downloads one into /root/.local/share/uv/python',
    },

    {
      name: 'asked for beside the Python of the image',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY --from=ghcr.io/astral-sh/uv:0.13.8 /uv /bin/
ENV UV_MANAGED_PYTHON=1
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
CMD ["python", "-m", "orders"]
`,
      line: 8,
      message:
        'The Python of stage builder is not taken: uv downloads one into /root/.local/share/uv/python',
    },
    {
      name: 'a Python that uv downloads',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:trixie-slim AS builder
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev --no-editable
FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
CMD ["/app/.venv/bin/service"]
`,
      line: 6,
    },
  ],
  notApplicable: [
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
      name: 'a front end',
      text: dockerfile`
FROM node:24-trixie-slim AS builder
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
FROM nginx:1.29-alpine
COPY --from=builder /app/dist /usr/share/nginx/html
`,
    },
    {
      name: 'a Java service',
      text: dockerfile`
FROM maven:3.9-eclipse-temurin-21 AS builder
WORKDIR /src
COPY . .
RUN mvn package
FROM eclipse-temurin:21-jre
COPY --from=builder /src/target/app.jar /app.jar
ENTRYPOINT ["java", "-jar", "/app.jar"]
`,
    },
    {
      name: 'the Python of the base image',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
ENV UV_PYTHON_DOWNLOADS=0
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev --no-editable
FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
CMD ["/app/.venv/bin/service"]
`,
    },
  ],
});

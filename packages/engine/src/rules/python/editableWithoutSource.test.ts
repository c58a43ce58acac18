import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { editableWithoutSource } from './editableWithoutSource';

testRule(editableWithoutSource, {
  valid: [
    {
      name: 'the source travels to the same path',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
FROM python:3.14-slim-trixie
COPY --from=builder /app /app
ENV PATH="/app/.venv/bin:$PATH"
CMD ["service"]
`,
    },
  ],
  invalid: [
    {
      name: 'poetry, which has no option against it',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
ENV POETRY_VIRTUALENVS_IN_PROJECT=1
RUN pip install --no-cache-dir poetry==2.1.3
WORKDIR /app
COPY pyproject.toml poetry.lock ./
COPY orders ./orders
RUN poetry install --only main
FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
CMD ["python", "-m", "orders"]
`,
      line: 9,
      message:
        'Copy /app to the same path, or install the wheel that `poetry build`',
    },
    {
      name: 'pip install -e',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
WORKDIR /src
COPY . .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -e .
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/python", "-m", "orders"]
`,
      line: 6,
      message: 'Install it without `-e`.',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY . /src
RUN python -m venv /opt/venv && /opt/venv/bin/pip install -e /src
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["service"]
`,
      line: 5,
      message: '/src',
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
      name: '--no-editable',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev --no-editable
FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
CMD ["service"]
`,
    },
  ],
});

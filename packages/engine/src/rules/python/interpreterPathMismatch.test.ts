import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { interpreterPathMismatch } from './interpreterPathMismatch';

testRule(interpreterPathMismatch, {
  valid: [
    {
      name: 'an environment that is made through a link',
      text: dockerfile`
FROM python:3.13-slim-trixie AS b
RUN ln -s /usr/local/bin/python /usr/bin/python && /usr/bin/python -m venv /venv
RUN /venv/bin/pip install --no-cache-dir flask==3.1.2
FROM gcr.io/distroless/python3-debian13
COPY --from=b /venv /venv
COPY app.py .
ENTRYPOINT ["/venv/bin/python3", "app.py"]
`,
    },

    {
      name: 'the same path',
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
  invalid: [
    {
      name: 'distroless has the Python of Debian',
      text: dockerfile`
FROM python:3.13-slim-trixie AS b
RUN python -m venv /v && /v/bin/pip install --no-cache-dir flask==3.1.2
FROM gcr.io/distroless/python3-debian13:nonroot
COPY --from=b /v /v
ENTRYPOINT ["/v/bin/python", "-m", "flask", "run"]
`,
      line: 4,
      message: 'Build on `debian:trixie-slim` with `python3-venv`',
    },

    {
      name: 'CUDA images have no Python',
      text: dockerfile`
FROM python:3.11-slim-bookworm AS b
RUN python -m venv /v && /v/bin/pip install --no-cache-dir torch==2.5.1
FROM nvidia/cuda:12.6.3-runtime-ubuntu22.04
COPY --from=b /v /v
CMD ["/v/bin/python", "/infer.py"]
`,
      line: 4,
      message: '/usr/local/bin/python3',
    },

    {
      name: 'the system without its Python',
      text: dockerfile`
FROM ubuntu:24.04 AS builder
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv && python3 -m venv /venv && /venv/bin/pip install gunicorn==23.0.0
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
COPY --from=builder /venv /venv
COPY src/ ./src/
CMD ["/venv/bin/gunicorn", "src.app:app"]
`,
      line: 5,
      message: '/usr/bin/python3',
    },
    {
      text: dockerfile`
FROM python:3.13-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y python3
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "app:app"]
`,
      line: 5,
      message: '/usr/local/bin/python',
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
  ],
});

import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { pythonMinorUnknown } from './pythonMinorUnknown';

testRule(pythonMinorUnknown, {
  valid: [
    {
      name: 'digests',
      text: dockerfile`
FROM cgr.dev/chainguard/python:latest-dev@sha256:0123456789012345678901234567890123456789012345678901234567890123 AS pack
RUN python -m venv /app/venv && /app/venv/bin/pip install --no-cache-dir flask==3.1.0
FROM cgr.dev/chainguard/python:latest@sha256:0123456789012345678901234567890123456789012345678901234567890124
COPY --from=pack /app/venv /app/venv
ENTRYPOINT ["/app/venv/bin/python", "-m", "flask", "run"]
`,
    },

    {
      name: 'both name it',
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
      text: dockerfile`
FROM python:slim AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "app:app"]
`,
      line: 1,
      message: 'Stage builder',
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

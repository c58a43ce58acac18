import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { venvRelocated } from './venvRelocated';

testRule(venvRelocated, {
  valid: [
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
      name: 'only its commands travel',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages
COPY --from=builder /opt/venv/bin /usr/local/bin
COPY src/ ./src/
CMD ["gunicorn", "src.app:app"]
`,
      line: 6,
      message: 'names /opt/venv/bin/python',
    },
    {
      name: 'one of its commands travels',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages
COPY --from=builder /opt/venv/bin/gunicorn /usr/local/bin/
COPY src/ ./src/
CMD ["gunicorn", "src.app:app"]
`,
      line: 5,
      message: '/usr/local/bin/gunicorn',
    },
    {
      name: 'a script names the old path',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /build/venv && /build/venv/bin/pip install gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /build/venv /opt/venv
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
      line: 4,
      message: '/build/venv',
    },
    {
      name: 'python -m works all the same',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /build/venv && /build/venv/bin/pip install gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /build/venv /opt/venv
CMD ["/opt/venv/bin/python", "-m", "gunicorn", "app:app"]
`,
      line: 4,
      severity: 'info',
      message: '/build/venv',
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

import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { pythonNotSplit } from './pythonNotSplit';

testRule(pythonNotSplit, {
  valid: [
    {
      name: 'a build stage installs',
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
      name: 'a slim stage that leaves nothing behind',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
CMD ["flask", "run"]
`,
    },
  ],
  invalid: [
    {
      name: 'an image of CUDA to compile in',
      text: dockerfile`
FROM nvidia/cuda:12.6.3-devel-ubuntu24.04
RUN apt-get update && apt-get install -y python3-pip && pip install --break-system-packages torch==2.9.0
CMD ["python3", "a.py"]
`,
      line: 2,
      message: '`runtime` variant',
    },

    {
      name: 'the full image',
      text: dockerfile`
FROM python:3.14-trixie
RUN pip install flask==3.1.2
CMD ["flask", "run"]
`,
      line: 2,
      message: 'compilers',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gcc
RUN pip install flask==3.1.2
CMD ["flask", "run"]
`,
      line: 3,
      message: 'gcc',
    },
    {
      name: 'purged in one RUN',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gcc && pip install flask==3.1.2 && apt-get purge -y gcc
CMD ["flask", "run"]
`,
      line: 2,
      severity: 'low',
      message: 'the same RUN removes',
    },
  ],
  unknown: [
    {
      name: 'an image nobody knows',
      text: dockerfile`
FROM registry.example.com/base:1
RUN pip install flask==3.1.2
CMD ["flask", "run"]
`,
      reason: 'base image',
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

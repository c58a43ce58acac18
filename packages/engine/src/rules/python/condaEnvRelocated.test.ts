import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { condaEnvRelocated } from './condaEnvRelocated';

testRule(condaEnvRelocated, {
  valid: [
    {
      name: 'the same path',
      text: dockerfile`
FROM condaforge/miniforge3:25.3.0-3 AS builder
RUN mamba create -p /venv python=3.13 flask
FROM debian:trixie-slim
COPY --from=builder /venv /venv
CMD ["/venv/bin/flask", "run"]
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM condaforge/miniforge3:25.3.0-3 AS builder
RUN mamba create -n app python=3.13 flask
FROM debian:trixie-slim
COPY --from=builder /opt/conda/envs/app /venv
CMD ["/venv/bin/flask", "run"]
`,
      line: 4,
      message: '/opt/conda/envs/app',
    },
  ],
  unknown: [
    {
      name: 'packed to be moved',
      text: dockerfile`
FROM condaforge/miniforge3:25.3.0-3 AS builder
RUN mamba create -n app python=3.13 flask && conda-pack -n app -o /tmp/env.tar
FROM debian:trixie-slim
COPY --from=builder /opt/conda/envs/app /venv
CMD ["/venv/bin/flask", "run"]
`,
      reason: 'conda-pack',
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

import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { consoleScriptsNotCopied } from './consoleScriptsNotCopied';

testRule(consoleScriptsNotCopied, {
  valid: [
    {
      name: 'bin travels too',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
CMD ["gunicorn", "app:app"]
`,
    },
    {
      name: 'started as a module',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages
CMD ["python", "-m", "gunicorn", "app:app"]
`,
    },
  ],
  invalid: [
    {
      name: 'another command of the packages is copied',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --no-cache-dir gunicorn==23.0.0 uvicorn==0.38.0
FROM python:3.14-slim-trixie
COPY --from=builder /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages
COPY --from=builder /usr/local/bin/gunicorn /usr/local/bin/gunicorn
COPY src/ ./src/
CMD ["uvicorn", "src.app:app"]
`,
      line: 7,
      message: 'but not /usr/local/bin of stage builder, which has the command',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages
CMD ["gunicorn", "app:app"]
`,
      line: 5,
      message: 'gunicorn',
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

import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { userInstallNotCopied } from './userInstallNotCopied';

testRule(userInstallNotCopied, {
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
COPY . /app
FROM python:3.14-slim-trixie
COPY --from=builder /app /app
CMD ["python", "-m", "app"]
`,
      line: 5,
      message: '/root/.local',
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
      name: '/root/.local travels',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /root/.local /root/.local
ENV PATH="/root/.local/bin:$PATH"
CMD ["flask", "run"]
`,
    },
  ],
});

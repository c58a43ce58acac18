import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { prefixNotOnPath } from './prefixNotOnPath';

testRule(prefixNotOnPath, {
  valid: [
    {
      name: 'copied to the prefix',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --prefix=/install flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /install /usr/local
CMD ["flask", "run"]
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --prefix=/install flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /install /install
ENV PATH="/install/bin:$PATH"
CMD ["flask", "run"]
`,
      line: 4,
      message: '/install',
    },
  ],
  notApplicable: [
    {
      name: "Debian's own prefix",
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y --no-install-recommends python3 uwsgi
COPY . /src
RUN cd /src && python3 setup.py install --prefix=/usr/local
CMD service rsyslog start && uwsgi --wsgi-file app.wsgi
`,
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

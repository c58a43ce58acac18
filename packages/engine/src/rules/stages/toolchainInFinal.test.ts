import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { toolchainInFinal } from './toolchainInFinal';

testRule(toolchainInFinal, {
  valid: [
    {
      name: 'packages that a command lists for removal',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && dpkg-query -W > /a && apt-get install -y build-essential && dpkg-query -W > /b && apt-get remove -y \`diff /a /b | xargs\`
`,
    },

    {
      name: 'all that was installed for the build is marked and purged in the same RUN',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN savedAptMark="$(apt-mark showmanual)" \
    && apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev \
    && pip install --no-cache-dir psycopg2==2.9.10 \
    && apt-mark auto '.*' > /dev/null && apt-mark manual $savedAptMark \
    && apt-get purge -y --auto-remove && rm -rf /var/lib/apt/lists/*
`,
    },
    {
      name: 'in the builder',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y gcc
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
`,
    },
    {
      name: 'purged in the same RUN',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gcc && apt-get purge -y gcc
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
      name: 'the packages to build with are marked one by one',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gcc libpq5 && pip install --no-cache-dir psycopg2==2.9.10 \
    && apt-mark auto gcc && apt-get autoremove -y && rm -rf /var/lib/apt/lists/*
`,
    },
    {
      name: 'apk forgets what it called .build-deps',
      text: dockerfile`
FROM python:3.14-alpine3.24
RUN apk add --no-cache --virtual .build-deps gcc musl-dev && pip install --no-cache-dir psycopg2==2.9.10 && apk del --no-network .build-deps
`,
    },
    {
      name: 'dnf undoes the installation',
      text: dockerfile`
FROM fedora:44
RUN dnf install -y python3 && dnf install -y gcc make && pip install psycopg2==2.9.10 && dnf history undo last -y
`,
    },
    {
      name: 'a group of packages is removed again',
      text: dockerfile`
FROM fedora:44
RUN dnf group install -y "Development Tools" && make && dnf group remove -y "Development Tools"
`,
    },
  ],
  invalid: [
    {
      name: 'Go, started by a shell',
      text: dockerfile`
FROM golang:1.27-trixie
RUN go install example.com/x@v1.0.0
ENTRYPOINT /go/bin/x
`,
      line: 1,
      message:
        'Build with CGO_ENABLED=0, and copy the binary into `gcr.io/distroless/static-debian13`, which needs the JSON form.',
    },
    {
      name: 'a JDK that builds',
      text: dockerfile`
FROM debian:trixie-slim
COPY . /src
RUN apt-get update && apt-get install -y openjdk-21-jdk && cd /src && ./gradlew build
CMD ["java", "-jar", "/src/a.jar"]
`,
      line: 3,
      message: 'Compile in a build stage and copy the result.',
    },
    {
      name: 'a compiler that nothing calls',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y gcc
CMD ["sleep", "9"]
`,
      line: 2,
      message: 'Leave it out, or compile in a build stage and copy the result.',
    },
    {
      name: 'the tag names the version of Maven first',
      text: dockerfile`
FROM maven:3.9-eclipse-temurin-21
WORKDIR /app
COPY . .
RUN mvn package
CMD ["java", "-jar", "target/app.jar"]
`,
      line: 1,
      message: 'eclipse-temurin:21-jre',
    },
    {
      name: 'the Java of a build tool',
      text: dockerfile`
FROM gradle:8.7.0-jdk21
COPY a.jar /
CMD ["java", "-jar", "/a.jar"]
`,
      line: 1,
      message: '`eclipse-temurin:21-jre`',
    },
    {
      name: 'it compiles when it starts',
      text: dockerfile`
FROM golang:1.27
COPY . .
CMD ["make", "start"]
`,
      line: 1,
      message: '`make start` needs them',
    },
    {
      name: 'a JDK as a package',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y openjdk-21-jdk-headless
COPY a.jar /
CMD ["java", "-jar", "/a.jar"]
`,
      line: 2,
      message: 'Install `openjdk-21-jre-headless` to run Java.',
    },

    {
      name: 'a JDK where a JRE is enough',
      text: dockerfile`
FROM eclipse-temurin:21
COPY a.jar /
CMD ["java", "-jar", "/a.jar"]
`,
      line: 1,
      message: 'eclipse-temurin:21-jre',
    },

    {
      name: 'what is kept by hand stays',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gcc make \
    && apt-mark auto '.*' > /dev/null && apt-mark manual make && apt-get purge -y --auto-remove
`,
      line: 2,
      message: '`make` is installed',
    },
    {
      name: 'what an earlier RUN installed stays in its layer',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gcc
RUN apt-mark auto '.*' && apt-get autoremove -y
`,
      line: 2,
      message: '`gcc` is installed',
    },
    {
      name: 'a group of packages',
      text: dockerfile`
FROM fedora:44
RUN dnf groupinstall -y "Development Tools"
`,
      line: 2,
      message: '`@Development Tools` is installed',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y build-essential
`,
      line: 2,
      message: 'build-essential',
    },
    {
      text: dockerfile`
FROM golang:1.27-trixie
COPY . .
RUN go build -o /server .
CMD ["/server"]
`,
      line: 1,
      message: 'golang',
    },
  ],
  unknown: [
    {
      name: 'a build argument names the base',
      text: dockerfile`
FROM \${BASE}
RUN echo
`,
      reason: 'base image',
    },
  ],
  notApplicable: [
    {
      name: 'an image to build in',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y gcc g++ make
`,
    },

    {
      name: 'python-not-split tells of it',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gcc
RUN pip install --no-cache-dir flask==3.1.2
`,
    },
    {
      name: 'final-inherits-builder tells of it',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
RUN apt-get update && apt-get install -y gcc
FROM build
CMD ["python"]
`,
    },
  ],
});

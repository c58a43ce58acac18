import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { devPackageInFinal } from './devPackageInFinal';

testRule(devPackageInFinal, {
  valid: [
    {
      name: 'protoc reads the .proto files',
      text: dockerfile`
FROM alpine:3.24
RUN apk add --no-cache protobuf-dev protoc
ENTRYPOINT ["protoc"]
`,
    },

    {
      name: 'the library alone',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y libpq5
`,
    },
    {
      name: 'headers in the builder',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y libpq-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
`,
    },
    {
      name: 'purged in the same RUN',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y libpq-dev && apt-get purge -y libpq-dev
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y libpq-dev
`,
      line: 2,
      message: 'libpq5',
    },
    {
      text: dockerfile`
FROM python:3.14-alpine3.24
RUN apk add --no-cache postgresql-dev
`,
      line: 2,
      message: '`libpq` is enough to run',
    },
    {
      name: 'a release that calls the library otherwise',
      text: dockerfile`
FROM ubuntu:16.04
RUN apt-get update && apt-get install -y libssl-dev
`,
      line: 2,
      message: 'Install only the libraries, and compile in a build stage.',
    },
    {
      name: 'headers of which only some are known',
      text: dockerfile`
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y libldap2-dev ruby-dev
`,
      line: 2,
      message: 'Install only the libraries, e.g. `libldap-2.5-0`.',
    },
  ],
  notApplicable: [
    {
      name: 'a compiler that they serve',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y gcc libpq-dev
`,
    },
  ],
});

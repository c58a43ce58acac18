import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { externallyManagedPython } from './externallyManagedPython';

testRule(externallyManagedPython, {
  valid: [
    {
      name: '--break-system-packages',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y python3-pip
RUN pip3 install --break-system-packages flask==3.1.2
`,
    },
    {
      name: 'PIP_BREAK_SYSTEM_PACKAGES',
      text: dockerfile`
FROM ubuntu:24.04
ENV PIP_BREAK_SYSTEM_PACKAGES=1
RUN apt-get update && apt-get install -y python3-pip
RUN pip3 install flask==3.1.2
`,
    },
    {
      name: 'the marker is removed',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3-pip && rm /usr/lib/python3.12/EXTERNALLY-MANAGED
RUN pip3 install flask==3.1.2
`,
    },
    {
      name: 'pip config',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3-pip && pip3 config set global.break-system-packages true
RUN pip3 install flask==3.1.2
`,
    },
    {
      name: 'a pip.conf',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3-pip
COPY pip.conf /etc/pip.conf
RUN pip3 install flask==3.1.2
`,
    },
    {
      name: 'a failure is let pass',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3-pip
RUN pip3 install flask==3.1.2 || true
`,
    },
    {
      name: '--target',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3-pip
RUN pip3 install --target /deps flask==3.1.2
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN pip install flask==3.1.2
`,
      line: 3,
      message: 'Debian 13',
    },
    {
      name: 'in the same RUN, for the user',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install --user flask==3.1.2
`,
      line: 2,
      message: 'Ubuntu 24.04',
    },
    {
      name: 'pip itself',
      text: dockerfile`
FROM alpine:3.22
RUN apk add --no-cache python3 py3-pip
RUN pip3 install --upgrade pip
`,
      line: 3,
      message: 'apk',
    },
    {
      name: 'python3 -m pip in an image on Debian',
      text: dockerfile`
FROM node:24-trixie-slim
RUN apt-get update && apt-get install -y python3 python3-pip
RUN python3 -m pip install flask==3.1.2
`,
      line: 3,
    },
  ],
  notApplicable: [
    {
      name: 'an older release',
      text: dockerfile`
FROM debian:bullseye-slim
RUN apt-get update && apt-get install -y python3-pip
RUN pip3 install flask==3.1.2
`,
    },
    {
      name: 'an older Alpine',
      text: dockerfile`
FROM alpine:3.18
RUN apk add --no-cache py3-pip && pip install flask==3.1.2
`,
    },
    {
      name: 'the official image',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y python3-pip
RUN pip install flask==3.1.2
`,
    },
    {
      name: 'an environment',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y python3-pip python3-venv
RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.2
`,
    },
    {
      name: 'a Go service',
      text: dockerfile`
FROM golang:1.27-trixie
RUN go build -o /out/server ./cmd/server
`,
    },
  ],
});

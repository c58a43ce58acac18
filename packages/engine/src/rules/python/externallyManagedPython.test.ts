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
      name: 'get-pip.py from a pipe',
      text: dockerfile`
FROM alpine:3.22
RUN apk add --no-cache curl python3 && curl -fsSL https://bootstrap.pypa.io/get-pip.py | python3 -
`,
      line: 2,
      message:
        "`get-pip.py` (line 2) may not install pip into apk's Python (Alpine 3.22), so the build stops. Run `python3 -m venv /opt/venv`,",
    },
    {
      name: 'get-pip.py from a file; venv is a package of its own',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates python3
RUN curl -fsSLO https://bootstrap.pypa.io/get-pip.py && python3 get-pip.py
`,
      line: 3,
      message: 'Run `python3 -m venv /opt/venv` (of python3-venv), and set',
    },
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
      name: 'get-pip.py into another folder, and with leave',
      text: dockerfile`
FROM alpine:3.22
RUN apk add --no-cache curl python3 && curl -fsSLO https://bootstrap.pypa.io/get-pip.py
RUN python3 get-pip.py --prefix /opt/pip && python3 get-pip.py --break-system-packages
`,
    },
    {
      name: 'a get-pip.py that does not look',
      text: dockerfile`
FROM alpine:3.22
RUN apk add --no-cache curl python3 && curl -fsSL https://bootstrap.pypa.io/pip/3.6/get-pip.py | python3
`,
    },
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

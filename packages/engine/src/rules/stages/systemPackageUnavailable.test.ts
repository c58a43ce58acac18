import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { systemPackageUnavailable } from './systemPackageUnavailable';

testRule(systemPackageUnavailable, {
  valid: [
    {
      name: 'lists of a stage below',
      text: dockerfile`
FROM debian:trixie-slim AS base
RUN apt-get update
FROM base
RUN apt-get install -y vim
`,
    },
    {
      name: 'packages of the base system, which need no lists',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get install -y zlib1g gcc-14-base libc6
`,
    },
    {
      name: 'an installation that fetches lists first',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get install --no-install-recommends -qqUy curl
`,
    },
    {
      name: 'lists in a mount',
      text: dockerfile`
FROM debian:trixie-slim
RUN --mount=type=cache,target=/var/lib/apt apt-get install -y vim
`,
    },
    {
      name: 'a script that may fetch lists',
      text: dockerfile`
FROM debian:trixie-slim
COPY setup.sh /
RUN /setup.sh && apt-get install -y vim
`,
    },
    {
      name: 'packages that the image has',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get install -y tzdata
`,
    },
    {
      name: 'a package from a file',
      text: dockerfile`
FROM debian:trixie-slim
COPY tool.deb /
RUN apt-get install -y /tool.deb
`,
    },
    {
      name: 'the release still has it',
      text: dockerfile`
FROM python:3.12-slim-bookworm
RUN apt-get update && apt-get install -y libgl1-mesa-glx
`,
    },
    {
      name: 'another source of packages',
      text: dockerfile`
FROM ubuntu:24.04
RUN add-apt-repository ppa:deadsnakes/ppa && apt-get update && apt-get install -y python3.10
`,
    },
    {
      name: 'a failure that is allowed',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && (apt-get install -y netcat || true)
`,
    },
    {
      name: 'an image of which no release is known',
      text: dockerfile`
FROM registry.example.com/base:1
RUN apt-get update && apt-get install -y python3-distutils
`,
    },
  ],
  invalid: [
    {
      name: 'versions that a newer release certainly does not have',
      text: dockerfile`
FROM ubuntu:26.04
RUN apt-get update && apt-get install -y php5-mysql postgresql-9.5 python3.8-dev
`,
      line: 2,
      message:
        'has no packages `php5-mysql`, `postgresql-9.5` and `python3.8-dev`, so the build stops. Install `php-mysql`, `postgresql` and `python3-dev` instead.',
    },
    {
      name: 'compilers, JDKs and a bare version',
      text: dockerfile`
FROM debian:trixie
RUN apt-get update && apt-get install -y g++-9 openjdk-9-jdk python3.7
`,
      line: 2,
      message: 'Install `g++`, `openjdk-25-jdk` and `python3` instead.',
    },
    {
      name: 'names that were replaced twice',
      text: dockerfile`
FROM debian:trixie
RUN apt-get update && apt-get install -y php7.4 nodejs-legacy
`,
      line: 2,
      message: 'Install `php8.4` and `nodejs` instead.',
    },
    {
      name: 'apt-key, which apt no longer has',
      text: dockerfile`
FROM debian:trixie
RUN apt-get update && apt-get install -y curl gnupg && curl -fsSL https://example.com/key | apt-key add -
`,
      line: 2,
      message:
        'Save the key in /etc/apt/keyrings, and name it in the source with `signed-by`.',
    },
    {
      name: 'code of Python 2',
      text: dockerfile`
FROM alpine:3.22
RUN apk add --no-cache python && curl -fsSL https://bootstrap.pypa.io/pip/2.7/get-pip.py | python
`,
      line: 2,
      message: 'Port the code to Python 3, and install `python3` instead',
    },
    {
      name: 'nothing that is known to take its place',
      text: dockerfile`
FROM debian:trixie
RUN apt-get update && apt-get install -y python-flup
`,
      line: 2,
      message: 'Find a substitute.',
    },
    {
      name: 'the image comes without package lists',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get install -y vim
`,
      line: 2,
      message:
        '`apt-get install` (line 2) finds no packages, because debian:trixie-slim comes without package lists: the build stops.',
    },
    {
      name: 'the package lists are removed in the line before',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*
RUN apt-get install -y git
`,
      line: 3,
      message: 'because line 2 removes the package lists: the build stops.',
    },
    {
      name: 'modules of Python 2',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python python-pip python-numpy && pip install flask
CMD ["python", "app.py"]
`,
      line: 2,
      message:
        'Ubuntu 24.04 (ubuntu:24.04) has no packages `python`, `python-pip` and 1 more, so the build stops. Install `python-is-python3`, `python3-pip` and 1 more instead, and use pip in a virtual environment.',
    },
    {
      name: 'pip of the system comes with another package',
      text: dockerfile`
FROM alpine:3.22
RUN apk add --no-cache python py-pip && pip install awscli
`,
      line: 2,
      message:
        'Install `python3` instead, and use pip in a virtual environment.',
    },
    {
      name: 'Alpine has its own names',
      text: dockerfile`
FROM python:3.14-alpine
RUN apk add --no-cache build-essential libssl-dev curl
`,
      line: 2,
      message:
        'has no packages `build-essential` and `libssl-dev`, so the build stops. Install `build-base` and `openssl-dev` instead.',
    },
    {
      name: 'Debian has its own names',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y build-base postgresql-dev libffi-dev
`,
      line: 2,
      message: 'Install `build-essential` and `libpq-dev` instead.',
    },
    {
      name: 'pip of the system installs nothing there',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y python-pip
`,
      line: 2,
      message:
        'Install `python3-pip` instead, and use pip in a virtual environment.',
    },
    {
      name: 'a tag that moved to the next release',
      text: dockerfile`
FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends libgl1-mesa-glx
`,
      line: 2,
      message: 'Install `libgl1` instead.',
    },
    {
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3 python3-distutils
`,
      line: 2,
      message: 'Ubuntu 24.04 (ubuntu:24.04) has no package `python3-distutils`',
    },
    {
      text: dockerfile`
FROM alpine:3.23
RUN apk add --no-cache python
`,
      line: 2,
      message: 'Install `python3` instead.',
    },
    {
      name: 'dropped two releases ago',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y libssl1.1
`,
      line: 2,
      message: '`libssl3`',
    },
    {
      name: 'renamed twice',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y libldap-2.4-2
`,
      line: 2,
      message: '`libldap2`',
    },
  ],
  notApplicable: [
    {
      name: 'no packages',
      text: dockerfile`
FROM debian:trixie-slim
`,
    },
  ],
});

import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { buildProgramMissing } from './buildProgramMissing';

testRule(buildProgramMissing, {
  valid: [
    {
      name: 'a package of that name',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y git && git clone https://example.com/a /a
`,
    },
    {
      name: 'a package that brings it along',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y build-essential
WORKDIR /src
RUN make && make install
`,
    },
    {
      name: 'the image has it',
      text: dockerfile`
FROM python:3.14-trixie
RUN git clone https://example.com/a /a && curl -O https://example.com/b && make -C /a
`,
    },
    {
      name: 'sudo of a package',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y sudo && sudo true
`,
    },
    {
      name: 'venv of its package, of Python alone, and of the official image',
      text: dockerfile`
FROM debian:trixie-slim AS a
RUN apt-get update && apt-get install -y python3-venv git && python3 -m venv /a && git --version
FROM debian:trixie-slim AS b
RUN apt-get update && apt-get install -y python3 git && python3 -m venv --without-pip /b && git --version
FROM python:3.14-slim-trixie
COPY --from=a /a /a
COPY --from=b /b /b
RUN python3 -m venv /c
`,
    },
    {
      name: 'BusyBox has wget',
      text: dockerfile`
FROM alpine:3.23
RUN wget https://example.com/b
`,
    },
  ],
  invalid: [
    {
      name: 'venv, which is a package of its own',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip && python3 -m venv /opt/venv
`,
      line: 2,
      message:
        '`python3 -m venv` (line 2) needs python3-venv, which no line installs, so the build stops.',
    },
    {
      name: 'sudo where the user is root anyway',
      text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl && curl -fsSL https://example.com/setup | sudo -E bash -
`,
      line: 2,
      message:
        '`sudo` is not in stage 0 when line 2 runs: ubuntu:24.04 does not have it. The user is root there: leave `sudo` out.',
    },
    {
      name: 'sudo for another user',
      text: dockerfile`
FROM debian:trixie-slim
USER 1000
RUN sudo apt-get update
`,
      line: 3,
      message: 'Install it with `apt-get install',
    },
    {
      name: 'apt on Alpine',
      text: dockerfile`
FROM python:3.14-alpine
RUN apt-get update && apt-get install -y curl
`,
      line: 2,
      message: 'It has `apk`: use `apk add --no-cache …`.',
    },
    {
      name: 'setup.py since Python 3.12',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /src
COPY . .
RUN pip install --no-cache-dir --upgrade pip && python setup.py install
`,
      line: 4,
      message: '`python setup.py install` (line 4) needs setuptools',
    },
    {
      name: 'an import of setuptools in a virtual environment',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN python -m venv /opt/venv && /opt/venv/bin/python -c 'import pkg_resources'
`,
      line: 2,
      message: 'pip install setuptools',
    },
    {
      name: 'a project of setuptools without build isolation',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /src
COPY . .
RUN pip install --no-cache-dir --no-build-isolation .
`,
      context: {
        files: ['pyproject.toml'],
        dockerignore: null,
        manifests: {
          'pyproject.toml':
            '[build-system]\nrequires = ["setuptools>=77"]\n[project]\nname = "a"\n',
        },
      },
      line: 4,
      message: 'leave out `--no-build-isolation`',
    },
    {
      name: 'CMake in an image of GCC',
      text: dockerfile`
FROM gcc:14 AS b
COPY src /x
RUN cmake -S /x -B /bld && cmake --build /bld
FROM debian:trixie-slim
COPY --from=b /bld/app /usr/local/bin/app
`,
      line: 3,
      message: '`cmake` is not in stage b when line 3 runs: gcc:14',
    },
    {
      name: 'Cargo for maturin',
      text: dockerfile`
FROM python:3.14-slim-trixie AS b
WORKDIR /s
COPY . .
RUN pip install --no-cache-dir maturin==1.7 && maturin build --release --out /dist
FROM python:3.14-slim-trixie
COPY --from=b /dist /dist
`,
      line: 4,
      message: '`cargo`, which `maturin` calls,',
    },
    {
      name: 'make, although it would install into the system',
      text: dockerfile`
FROM debian:trixie-slim
WORKDIR /src
COPY . .
RUN make && make install
`,
      line: 4,
      message: '`make`',
    },
    {
      name: 'git on Alpine',
      text: dockerfile`
FROM golang:1.26-alpine
RUN git clone https://example.com/a /a
`,
      line: 2,
      message: 'apk add --no-cache git',
    },
    {
      name: 'a package without wheels and no compiler',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir psycopg2==2.9.10
`,
      line: 2,
      message: '`psycopg2` has no wheel for Linux',
    },
  ],
  unknown: [
    {
      name: 'sudo of an old Ubuntu',
      text: dockerfile`
FROM ubuntu:14.04
RUN sudo true
`,
      reason: 'sudo',
    },
    {
      name: 'it is copied from another image',
      text: dockerfile`
FROM debian:trixie-slim
COPY --from=golang:1.26 /usr/local/go /usr/local/go
ENV PATH=/usr/local/go/bin:$PATH
RUN go build -o /x .
`,
      reason: 'go',
    },
    {
      name: 'a script may install it',
      text: dockerfile`
FROM debian:trixie-slim
RUN ./prepare.sh && make
`,
      reason: 'make',
    },
    {
      name: 'a package that may bring it along',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y texlive && make
`,
      reason: 'make',
    },
    {
      name: 'an archive that is unpacked onto the PATH',
      text: dockerfile`
FROM debian:trixie-slim
RUN tar -C /usr/local -xzf go.tgz && export PATH=$PATH:/usr/local/go/bin && go get example.com/a
`,
      reason: 'go',
    },
    {
      name: 'an image of which nothing is known',
      text: dockerfile`
FROM registry.example.com/base:1
RUN make
`,
      reason: 'make',
    },
  ],
  notApplicable: [
    {
      name: 'setup.py where setuptools was installed, or may have been',
      text: dockerfile`
FROM python:3.14-slim-trixie AS a
WORKDIR /src
COPY . .
RUN pip install --no-cache-dir setuptools==80.9.0 && python setup.py install
FROM python:3.14-slim-trixie AS b
WORKDIR /src
COPY . .
RUN pip install --no-cache-dir -r requirements.txt && python setup.py install
FROM python:3.11-slim-trixie
WORKDIR /src
COPY . .
RUN python setup.py install
COPY --from=a /src /a
COPY --from=b /src /b
`,
    },
    {
      name: 'the package manager that is there',
      text: dockerfile`
FROM debian:trixie-slim
RUN if command -v apk; then apk add curl; else apt-get update && apt-get install -y curl; fi
`,
    },
    {
      name: 'a failure that is allowed',
      text: dockerfile`
FROM debian:trixie-slim
RUN git clone https://example.com/a || true
`,
    },
    {
      name: 'binary wheels',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir psycopg2-binary==2.9.10
`,
    },
  ],
});

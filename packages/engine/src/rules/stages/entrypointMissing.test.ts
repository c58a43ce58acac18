import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { entrypointMissing } from './entrypointMissing';

testRule(entrypointMissing, {
  valid: [
    {
      name: 'a script that goes into a directory of the base image',
      text: dockerfile`
FROM debian:trixie
COPY start.sh /root
ENTRYPOINT /root/start.sh
`,
    },
    {
      name: 'it is copied',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY entrypoint.sh /app/entrypoint.sh
ENTRYPOINT ["/app/entrypoint.sh"]
`,
    },
    {
      name: 'the binary travels',
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
  ],
  invalid: [
    {
      name: 'a project manager, which is not needed to start',
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD ["poetry", "run", "python", "-m", "app"]
`,
      line: 2,
      message: 'does not have it. Start the program of the environment itself',
    },
    {
      name: 'a package that is not called like its program',
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD ["supervisord", "-n"]
`,
      line: 2,
      message: '`apt-get install -y --no-install-recommends supervisor`',
    },
    {
      name: 'a Python of another minor',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
CMD ["python3.11", "app.py"]
`,
      line: 5,
      message: 'The image has Python 3.14',
    },
    {
      name: 'a script in shell form',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY src/ ./src/
CMD ./start.sh --verbose
`,
      line: 4,
      message: '/app/start.sh',
    },
    {
      name: 'Python on an image without one',
      text: dockerfile`
FROM debian:trixie-slim
COPY main.py /app/
CMD ["python3", "/app/main.py"]
`,
      line: 3,
      message: '`python3` is what the container starts',
    },
    {
      name: 'the Python of Debian under the name that it does not have',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*
COPY main.py /app/
CMD ["python", "/app/main.py"]
`,
      line: 4,
      message: 'called `python3`',
    },
    {
      name: 'an environment of conda without its PATH',
      text: dockerfile`
FROM condaforge/miniforge3:24.11.3-0 AS builder
RUN conda create -p /env python=3.13 flask
FROM debian:trixie-slim
COPY --from=builder /env /env
COPY main.py /app/
CMD ["python", "/app/main.py"]
`,
      line: 6,
      message: '`python`',
    },
    {
      name: 'an init that no package brings',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY requirements.txt main.py /app/
RUN pip install --no-cache-dir -r /app/requirements.txt
ENTRYPOINT ["tini", "--"]
CMD ["python", "/app/main.py"]
`,
      line: 4,
      message: 'apt-get install -y --no-install-recommends tini',
    },
    {
      name: 'bash on Alpine',
      text: dockerfile`
FROM python:3.14-alpine3.24
COPY start.sh /app/
CMD ["bash", "/app/start.sh"]
`,
      line: 3,
      message: 'apk add --no-cache bash',
    },
    {
      name: 'uv that stays in the builder',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY --from=ghcr.io/astral-sh/uv:0.13.8 /uv /bin/
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked
FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /app/.venv /app/.venv
COPY src/ ./src/
CMD ["uv", "run", "orders"]
`,
      line: 10,
      message: 'It stays in stage builder',
    },
    {
      name: 'a server that no line installs',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --no-cache-dir poetry==2.2.1
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry export -o requirements.txt
FROM python:3.14-slim-trixie
COPY --from=builder /app/requirements.txt .
COPY src/ ./src/
CMD ["uvicorn", "src.app:app"]
`,
      line: 9,
      message: 'No line installs it',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENTRYPOINT ["/app/entrypoint.sh"]
`,
      line: 5,
      message: '/app/entrypoint.sh',
    },
  ],
  notApplicable: [
    {
      name: 'copy-source-missing tells of it',
      text: dockerfile`
FROM golang:1.27-trixie AS builder
WORKDIR /src
RUN mkdir /out
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=builder /out/server /server
ENTRYPOINT ["/server"]
`,
    },
    {
      name: 'programs that are there',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.13.8 /uv /uvx /bin/
COPY . /app
CMD ["uv", "run", "server.py"]
`,
    },
    {
      name: 'tini of the distribution',
      text: dockerfile`
FROM node:24-trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
COPY . /app
ENTRYPOINT ["tini", "--"]
CMD ["node", "/app/main.js"]
`,
    },
    {
      name: 'a package that may bring a Python',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends supervisor && rm -rf /var/lib/apt/lists/*
COPY main.py /app/
CMD ["python3", "/app/main.py"]
`,
    },
    {
      name: 'python-is-python3',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends python-is-python3 && rm -rf /var/lib/apt/lists/*
COPY main.py /app/
CMD ["python", "/app/main.py"]
`,
    },
    {
      name: 'a link that makes the name',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3 && ln -s /usr/bin/python3 /usr/bin/python
COPY main.py /app/
CMD ["python", "/app/main.py"]
`,
    },
    {
      name: 'packages that are not all known',
      text: dockerfile`
FROM debian:trixie-slim
ARG PACKAGES
RUN apt-get update && apt-get install -y --no-install-recommends $PACKAGES
COPY main.py /app/
CMD ["python3", "/app/main.py"]
`,
    },
  ],
  unknown: [
    {
      name: 'a WORKDIR that nothing is copied to',
      text: dockerfile`
FROM debian:trixie-slim
COPY tool.conf /etc/tool.conf
WORKDIR /src
ENTRYPOINT ["./generate.sh"]
`,
      reason: 'may be mounted',
    },
    {
      name: 'an image nobody knows',
      text: dockerfile`
FROM registry.example.com/base:1
ENTRYPOINT ["/app/entrypoint.sh"]
`,
      reason: 'not known',
    },
  ],
});

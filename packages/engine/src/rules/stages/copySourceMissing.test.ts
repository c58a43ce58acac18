import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { copySourceMissing } from './copySourceMissing';

testRule(copySourceMissing, {
  valid: [
    {
      name: 'it is there',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
WORKDIR /app
COPY src/ ./src/
ENV PATH="/opt/venv/bin:$PATH"
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    },
    {
      name: 'the whole context',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . /app
`,
      context: { files: ['main.py'], dockerignore: null },
    },
    {
      name: 'a glob that matches nothing',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY main.py poetry.lock* /app/
`,
      context: { files: ['main.py'], dockerignore: null },
    },
    {
      name: '.dockerignore takes a part back',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY src/ /app/
`,
      context: { files: ['src/main.py'], dockerignore: 'src\n!src/main.py\n' },
    },
  ],
  invalid: [
    {
      name: 'a mount of what the other stage does not have',
      text: dockerfile`
FROM python:3.14-slim-trixie AS b
RUN mkdir /wheel-x && pip wheel --no-cache-dir -w /wheels flask==3.1.2
FROM python:3.14-slim-trixie
RUN --mount=type=bind,from=b,source=/wheel,target=/w pip install --no-cache-dir --no-index /w/*
`,
      line: 4,
      message:
        '/wheel is not in stage b, so the mount of this RUN stops the build',
    },
    {
      name: 'a mount of what the context does not have',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim
RUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync --locked
`,
      context: { files: ['pyproject.toml'], dockerignore: null },
      line: 2,
      message: 'uv.lock is not in the build context',
    },

    {
      name: 'Pipenv makes its environment elsewhere',
      text: dockerfile`
FROM python:3.14-slim-trixie AS b
WORKDIR /app
COPY Pipfile Pipfile.lock ./
RUN pip install --no-cache-dir pipenv==2026.0.3 && pipenv install --deploy
FROM python:3.14-slim-trixie
COPY --from=b /app/.venv /app/.venv
CMD ["/app/.venv/bin/gunicorn", "app:app"]
`,
      line: 6,
      message: 'PIPENV_VENV_IN_PROJECT=1',
    },
    {
      name: 'a variable that does not hold in the other stage',
      text: dockerfile`
ARG DIR=/out
FROM python:3.14-slim-trixie AS b
RUN mkdir /out
FROM python:3.14-slim-trixie
COPY --from=b /srv\${DIR}/x /x
`,
      line: 5,
      message: 'repeat `ARG DIR` after its FROM',
    },

    {
      name: 'an environment that a later layer removes',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2
RUN rm -rf /opt/venv
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/flask", "run"]
`,
      line: 5,
      message: 'stops the build. It is there until line 3 removes it.',
    },
    {
      name: 'a part of the context that the other stage does not have',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
WORKDIR /build
COPY . .
FROM python:3.14-slim-trixie
COPY --from=builder /build/app /app
`,
      context: { files: ['src/main.py'], dockerignore: null },
      line: 5,
      message: '/build/app',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /venv /opt/venv
CMD ["gunicorn", "app:app"]
`,
      line: 4,
      message: '/venv',
    },
    {
      name: 'the repository has no such file',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY missing.txt /app/
`,
      context: { files: ['main.py'], dockerignore: null },
      line: 2,
      message: 'missing.txt',
    },
    {
      name: '.dockerignore keeps it out',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY docs/ /app/
`,
      context: { files: ['docs/a.md'], dockerignore: 'docs\n' },
      line: 2,
      message: '.dockerignore',
    },
  ],
  unknown: [
    {
      name: 'a front end whose project names the folder of its output',
      text: dockerfile`
FROM node:22-slim AS web
WORKDIR /src/web
COPY web/ .
RUN npm ci && npm run build
FROM nginx:1.29-alpine-slim
COPY --from=web /src/static /usr/share/nginx/html
`,
      reason: '/src/static',
    },
    {
      name: 'a package that is unpacked',
      text: dockerfile`
FROM debian:trixie-slim AS b
WORKDIR /
RUN apt-get update && apt-get download acme && dpkg -x acme_1_amd64.deb .
FROM debian:trixie-slim
COPY --from=b /opt/acme /opt/acme
`,
      reason: '/opt/acme',
    },
    {
      name: 'Python from a here-document',
      text: dockerfile`
FROM python:3.14-slim-trixie AS b
RUN python3 <<EOF
import os; os.makedirs("/data/m")
EOF
FROM python:3.14-slim-trixie
COPY --from=b /data/m /data/m
`,
      reason: '/data/m',
    },

    {
      name: 'a build output that no repository lists',
      text: dockerfile`
FROM eclipse-temurin:21-jre
COPY target/orders.jar /app.jar
`,
      context: { files: ['pom.xml', 'src/Main.java'], dockerignore: null },
      reason: 'target/orders.jar',
    },
    {
      name: 'a file that .gitignore names',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY version.txt model/weights.txt /app/
`,
      context: {
        files: ['main.py'],
        dockerignore: null,
        manifests: { '.gitignore': 'version.txt\n/model/\n' },
      },
      reason: 'version.txt',
    },
    {
      name: 'below a link',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY shared/common.py /app/
`,
      context: { files: ['main.py', 'shared'], dockerignore: null },
      reason: 'shared/common.py',
    },
    {
      name: 'a script may have made it',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN ./install.sh
FROM python:3.14-slim-trixie
COPY --from=builder /srv/out /out
`,
      reason: '/srv/out',
    },
  ],
});

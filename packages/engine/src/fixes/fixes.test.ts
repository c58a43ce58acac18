import { resolvePolicy, type PolicyConfig } from '../policy';
import type { BuildContext } from '../contents/buildContext';
import { applyFixes, fixDockerfile, proposeFixes } from './propose';

const TODAY = '2026-11-23';

interface Case {
  name: string;
  rule: string;
  before: string;
  /** Undefined: no fix is offered. */
  after: string | undefined;
  context?: BuildContext;
  policy?: PolicyConfig;
}

function text(strings: TemplateStringsArray): string {
  return strings.raw[0].replace(/^\n/, '');
}

const cases: readonly Case[] = [
  {
    name: 'installs into an environment that everybody may read',
    rule: 'user-install-not-copied',
    before: text`
FROM python:3.14-slim-trixie AS builder
WORKDIR /app
COPY requirements.txt .
RUN pip install --user --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY src/ ./src/
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'moves packages out of the home of root',
    rule: 'user-install-unreadable',
    before: text`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip install --user --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /root/.local /root/.local
ENV PATH="/root/.local/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
ENV PATH="/root/.local/bin:$PATH"
COPY src/ ./src/
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'has Poetry install where the image looks',
    rule: 'deps-not-copied',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN pip install --no-cache-dir poetry==2.1.1
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry config virtualenvs.in-project false \
    && poetry install --only main --no-root

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN pip install --no-cache-dir poetry==2.1.1
WORKDIR /app
COPY pyproject.toml poetry.lock ./
ENV POETRY_VIRTUALENVS_CREATE=true \
    POETRY_VIRTUALENVS_IN_PROJECT=true
RUN poetry install --only main --no-root

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'installs into the environment that was made',
    rule: 'venv-bypassed',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV VIRTUAL_ENV=/opt/venv
COPY requirements.txt .
# what the service imports
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV VIRTUAL_ENV=/opt/venv
COPY requirements.txt .
ENV PATH="/opt/venv/bin:$PATH"
# what the service imports
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'installs wheels from a mount',
    rule: 'wheels-not-installed',
    before: text`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /wheels /wheels
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --no-deps /wheels/*.whl
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'does not mount wheels that a pattern names',
    rule: 'wheels-left-in-layer',
    before: text`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /wheels/*.whl /wheels/
RUN pip install --no-cache-dir --no-index /wheels/*.whl
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: undefined,
  },
  {
    name: 'does not move the source behind requirements that name a folder of it',
    rule: 'cache-busting-order',
    context: {
      files: ['requirements.txt', 'lib/setup.py', 'app.py'],
      dockerignore: '.git\n',
      manifests: { 'requirements.txt': 'click==8.1.8\n./lib\n' },
    },
    before: text`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
USER 10001
CMD ["python", "app.py"]
`,
    after: undefined,
  },
  {
    name: 'mounts wheels in place of a copy',
    rule: 'wheels-left-in-layer',
    before: text`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /wheels /wheels
RUN pip install --no-cache-dir --no-index /wheels/*.whl \
    && rm -rf /wheels
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-cache-dir --no-index /wheels/*.whl
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'keeps the environment at its path',
    rule: 'venv-relocated',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'moves an Alpine image to the base of the build stage, with its user',
    rule: 'libc-mismatch',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-alpine3.24
RUN addgroup -S app && adduser -S -D -u 10001 -G app app
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
RUN groupadd --system app && useradd --system --uid 10001 --gid app app
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'leaves an image alone that installs packages of its own, and moves the build stage',
    rule: 'libc-mismatch',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-alpine3.24
RUN apk add --no-cache tini
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-alpine3.24 AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-alpine3.24
RUN apk add --no-cache tini
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'takes the Python that the environment links to',
    rule: 'interpreter-path-mismatch',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'moves all stages of an ended Python',
    rule: 'eol-base',
    before: text`
FROM python:3.9-slim-buster AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.9-slim-buster
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'copies the Python that uv downloads',
    rule: 'managed-python-not-copied',
    before: text`
FROM ghcr.io/astral-sh/uv:0.9.7-trixie-slim AS builder
ENV UV_COMPILE_BYTECODE=1
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project

FROM debian:trixie-slim
WORKDIR /app
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM ghcr.io/astral-sh/uv:0.9.7-trixie-slim AS builder
ENV UV_COMPILE_BYTECODE=1
WORKDIR /app
COPY pyproject.toml uv.lock ./
ENV UV_PYTHON_INSTALL_DIR=/python
RUN uv sync --locked --no-dev --no-install-project

FROM debian:trixie-slim
WORKDIR /app
COPY --from=builder /python /python
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'installs the library in place of its headers',
    rule: 'toolchain-in-final',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y gcc libc6-dev libpq-dev
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
      libpq-dev \
      libc6-dev \
      tzdata \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y gcc libc6-dev libpq-dev
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
      libpq5 \
      tzdata \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'installs the library that a package was compiled against',
    rule: 'runtime-lib-missing',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install --no-cache-dir --no-binary psycopg2 psycopg2==2.9.10 gunicorn==23.0.0

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install --no-cache-dir --no-binary psycopg2 psycopg2==2.9.10 gunicorn==23.0.0

FROM python:3.14-slim-trixie
WORKDIR /app
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq5 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'copies the environment only',
    rule: 'copies-everything',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder / /
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'starts the program of the environment',
    rule: 'build-tool-in-final',
    before: text`
FROM ghcr.io/astral-sh/uv:0.9.7-python3.14-trixie-slim AS builder
ENV UV_COMPILE_BYTECODE=1
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project

FROM python:3.14-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /bin/
WORKDIR /app
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["uv", "run", "--no-sync", "gunicorn", "src.app:app"]
`,
    after: text`
FROM ghcr.io/astral-sh/uv:0.9.7-python3.14-trixie-slim AS builder
ENV UV_COMPILE_BYTECODE=1
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'copies the package that starts',
    rule: 'app-code-missing',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'starts without a shell',
    rule: 'shell-needed-but-absent',
    before: text`
FROM python:3.13-slim-trixie AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir --target=/deps -r requirements.txt

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=builder /deps /deps
COPY src/ ./src/
ENV PYTHONPATH=/deps
ENTRYPOINT python3 -m src.app
`,
    after: text`
FROM python:3.13-slim-trixie AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir --target=/deps -r requirements.txt

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=builder /deps /deps
COPY src/ ./src/
ENV PYTHONPATH=/deps
ENTRYPOINT ["python3", "-m", "src.app"]
`,
  },
  {
    name: 'mounts a secret for the command that needs it',
    rule: 'secret-in-build-arg',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
ARG PIP_INDEX_URL=https://build:$TOKEN@pypi.example.com/simple
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN --mount=type=secret,id=PIP_INDEX_URL,env=PIP_INDEX_URL pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY src/ ./src/
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
  },
  {
    name: 'takes a password out of ENV',
    rule: 'secret-in-build-arg',
    before: text`
FROM python:3.14-slim-trixie
WORKDIR /app
ENV LOG_LEVEL=info \
    DB_PASSWORD=tr0ub4dor3xK9 \
    WORKERS=2
COPY app.py .
USER 10001
CMD ["python", "app.py"]
`,
    after: text`
FROM python:3.14-slim-trixie
WORKDIR /app
ENV LOG_LEVEL=info \
    WORKERS=2
COPY app.py .
USER 10001
CMD ["python", "app.py"]
`,
  },
  {
    name: 'keeps root for the tests of an image',
    rule: 'runs-as-root',
    before: text`
FROM python:3.14-slim-trixie AS app
COPY app.py .
CMD ["python", "app.py"]
FROM app AS test
RUN apt-get update && apt-get install -y --no-install-recommends git
`,
    after: text`
FROM python:3.14-slim-trixie AS app
COPY app.py .
USER 10001
CMD ["python", "app.py"]
FROM app AS test
USER root
RUN apt-get update && apt-get install -y --no-install-recommends git
`,
  },
  {
    name: 'sets no user who may not run the program',
    rule: 'runs-as-root',
    before: text`
FROM debian:trixie-slim
COPY start.sh /opt/start.sh
RUN chmod 700 /opt/start.sh
CMD ["/opt/start.sh"]
`,
    after: undefined,
  },
  {
    name: 'leaves sudo out where the user is root',
    rule: 'build-program-missing',
    before: text`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates \
    && curl -fsSL https://example.com/setup | sudo -E bash -
USER 10001
CMD ["bash"]
`,
    after: text`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates \
    && curl -fsSL https://example.com/setup | bash -
USER 10001
CMD ["bash"]
`,
  },
  {
    name: 'keeps sudo that becomes another user',
    rule: 'build-program-missing',
    before: text`
FROM ubuntu:24.04
RUN sudo -u www-data touch /tmp/a
USER 10001
CMD ["bash"]
`,
    after: undefined,
  },
  {
    name: 'installs what a RUN calls, in front of it and of its comment',
    rule: 'build-program-missing',
    before: text`
FROM python:3.14-slim-trixie AS build
# the library has no release
RUN git clone https://example.com/acme/library /src
FROM python:3.14-slim-trixie
COPY --from=build /src /src
USER 10001
CMD ["python", "/src/app.py"]
`,
    after: text`
FROM python:3.14-slim-trixie AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/*
# the library has no release
RUN git clone https://example.com/acme/library /src
FROM python:3.14-slim-trixie
COPY --from=build /src /src
USER 10001
CMD ["python", "/src/app.py"]
`,
  },
  {
    name: 'does not install as another user',
    rule: 'build-program-missing',
    before: text`
FROM python:3.14-slim-trixie AS build
USER 10001
RUN git clone https://example.com/acme/library /tmp/src
FROM python:3.14-slim-trixie
COPY --from=build /tmp/src /src
USER 10001
CMD ["python", "/src/app.py"]
`,
    after: undefined,
  },
  {
    name: 'makes an environment where the system manages Python',
    rule: 'externally-managed-python',
    before: text`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip \
    && pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
COPY app.py .
USER 10001
CMD ["gunicorn", "app:app"]
`,
    after: text`
FROM debian:trixie-slim
ENV PATH="/opt/venv/bin:$PATH"
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip python3-venv \
    && python3 -m venv /opt/venv && pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
COPY app.py .
USER 10001
CMD ["gunicorn", "app:app"]
`,
  },
  {
    name: 'keeps packages where the start command looks for them',
    rule: 'externally-managed-python',
    before: text`
FROM alpine:3.22
RUN apk add --no-cache py3-pip && pip install --no-cache-dir tldextract==5.3.0
USER 10001
ENTRYPOINT ["/usr/bin/tldextract"]
`,
    after: text`
FROM alpine:3.22
RUN apk add --no-cache py3-pip && pip install --break-system-packages --no-cache-dir tldextract==5.3.0
USER 10001
ENTRYPOINT ["/usr/bin/tldextract"]
`,
  },
  {
    name: 'names the key server that took over, in every RUN',
    rule: 'download-source-gone',
    before: text`
FROM debian:trixie
RUN gpg --keyserver hkp://p80.pool.sks-keyservers.net:80 --recv-keys B42F6819007F00F88E364FD4036A9C25BF357DD4
RUN gpg --keyserver ha.pool.sks-keyservers.net --recv-keys 0x1
USER 10001
CMD ["bash"]
`,
    after: text`
FROM debian:trixie
RUN gpg --keyserver hkp://keyserver.ubuntu.com:80 --recv-keys B42F6819007F00F88E364FD4036A9C25BF357DD4
RUN gpg --keyserver keyserver.ubuntu.com --recv-keys 0x1
USER 10001
CMD ["bash"]
`,
  },
  {
    name: 'makes the folder that an archive is unpacked into',
    rule: 'output-folder-missing',
    before: text`
FROM python:3.14-slim-trixie
COPY tool.tar.gz /tmp/
RUN set -eux; \
    tar -xzf /tmp/tool.tar.gz -C /opt/tool
USER 10001
CMD ["python", "-c", "1"]
`,
    after: text`
FROM python:3.14-slim-trixie
COPY tool.tar.gz /tmp/
RUN mkdir -p /opt/tool && set -eux; \
    tar -xzf /tmp/tool.tar.gz -C /opt/tool
USER 10001
CMD ["python", "-c", "1"]
`,
  },
  {
    name: 'starts gunicorn in place of flask run',
    rule: 'dev-server',
    before: text`
FROM python:3.14-slim-trixie
WORKDIR /app
RUN pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
COPY app.py .
ENV FLASK_APP=app.py
USER 10001
CMD ["flask", "run", "--host=0.0.0.0", "--port", "8000"]
`,
    after: text`
FROM python:3.14-slim-trixie
WORKDIR /app
RUN pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
COPY app.py .
ENV FLASK_APP=app.py
USER 10001
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
`,
  },
  {
    name: 'starts gunicorn with the factory, in place of flask in a shell',
    rule: 'dev-server',
    before: text`
FROM python:3.14-slim-trixie
WORKDIR /app
RUN pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
COPY app.py .
USER 10001
CMD python -m flask --app app:create_app run -p 80
`,
    after: text`
FROM python:3.14-slim-trixie
WORKDIR /app
RUN pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
COPY app.py .
USER 10001
CMD ["gunicorn", "--bind", "0.0.0.0:80", "app:create_app()"]
`,
  },
  {
    name: 'starts gunicorn in place of runserver',
    rule: 'dev-server',
    context: {
      files: ['manage.py', 'shop/wsgi.py', 'shop/settings.py'],
      dockerignore: '.git\n',
    },
    before: text`
FROM python:3.14-slim-trixie
WORKDIR /app
RUN pip install --no-cache-dir django==5.2.8 gunicorn==23.0.0
COPY manage.py ./
COPY shop ./shop
USER 10001
CMD ["python", "manage.py", "runserver", "0.0.0.0:9000"]
`,
    after: text`
FROM python:3.14-slim-trixie
WORKDIR /app
RUN pip install --no-cache-dir django==5.2.8 gunicorn==23.0.0
COPY manage.py ./
COPY shop ./shop
USER 10001
CMD ["gunicorn", "--bind", "0.0.0.0:9000", "shop.wsgi"]
`,
  },
  {
    name: 'starts no server that is not installed',
    rule: 'dev-server',
    before: text`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir flask==3.1.2
COPY app.py .
USER 10001
CMD ["flask", "run"]
`,
    after: undefined,
  },
  {
    name: 'starts FastAPI without its development mode',
    rule: 'dev-server',
    before: text`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir fastapi[standard]==0.121.0
COPY main.py .
USER 10001
CMD ["fastapi", "dev", "main.py", "--port", "80"]
`,
    after: text`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir fastapi[standard]==0.121.0
COPY main.py .
USER 10001
CMD ["fastapi", "run", "main.py", "--port", "80"]
`,
  },
  {
    name: 'repeats an argument in the stage that uses it',
    rule: 'deps-not-copied',
    before: text`
ARG PYV=3.13
FROM python:3.13-slim-trixie AS build
RUN pip install --no-cache-dir flask==3.1.2

FROM python:3.13-slim-trixie
COPY --from=build /usr/local/lib/python$PYV/site-packages /usr/local/lib/python$PYV/site-packages
USER 10001
CMD ["python", "-m", "flask", "--version"]
`,
    after: text`
ARG PYV=3.13
FROM python:3.13-slim-trixie AS build
RUN pip install --no-cache-dir flask==3.1.2

FROM python:3.13-slim-trixie
ARG PYV
COPY --from=build /usr/local/lib/python$PYV/site-packages /usr/local/lib/python$PYV/site-packages
USER 10001
CMD ["python", "-m", "flask", "--version"]
`,
  },
  {
    name: 'copies the environment that the stage has',
    rule: 'copy-source-missing',
    before: text`
FROM python:3.14-slim-trixie AS build
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2

FROM python:3.14-slim-trixie
COPY --from=build /venv /opt/venv
USER 10001
CMD ["/opt/venv/bin/python", "-m", "flask", "--version"]
`,
    after: text`
FROM python:3.14-slim-trixie AS build
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2

FROM python:3.14-slim-trixie
COPY --from=build /opt/venv /opt/venv
USER 10001
CMD ["/opt/venv/bin/python", "-m", "flask", "--version"]
`,
  },
  {
    name: 'has Pipenv make its environment in the project',
    rule: 'copy-source-missing',
    before: text`
FROM python:3.14-slim-trixie AS build
RUN pip install --no-cache-dir pipenv
WORKDIR /app
COPY Pipfile Pipfile.lock ./
RUN pipenv sync

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY app.py .
USER 10001
CMD ["python", "app.py"]
`,
    after: text`
FROM python:3.14-slim-trixie AS build
RUN pip install --no-cache-dir pipenv
WORKDIR /app
COPY Pipfile Pipfile.lock ./
ENV PIPENV_VENV_IN_PROJECT=1
RUN pipenv sync

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY app.py .
USER 10001
CMD ["python", "app.py"]
`,
  },
  {
    name: 'leaves a variable out that nothing reads',
    rule: 'setting-without-effect',
    before: text`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
ENV FLASK_ENV=production \
    LOG_LEVEL=info
COPY app.py .
USER 10001
CMD ["gunicorn", "app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
ENV LOG_LEVEL=info
COPY app.py .
USER 10001
CMD ["gunicorn", "app:app"]
`,
  },
  {
    name: 'sets a user before the command',
    rule: 'runs-as-root',
    before: text`
FROM python:3.14-slim-trixie
# starts the service
CMD ["python", "app.py"]
`,
    after: text`
FROM python:3.14-slim-trixie
USER 10001
# starts the service
CMD ["python", "app.py"]
`,
  },
  {
    name: 'lets uv compile what the user may not write',
    rule: 'runs-as-root',
    before: text`
FROM python:3.14-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
# the packages
RUN uv sync --locked --no-dev --no-install-project
COPY . .
CMD ["/app/.venv/bin/gunicorn", "app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
ENV UV_COMPILE_BYTECODE=1
# the packages
RUN uv sync --locked --no-dev --no-install-project
COPY . .
USER 10001
CMD ["/app/.venv/bin/gunicorn", "app:app"]
`,
  },
  {
    name: 'starts without uv, whose cache the user cannot write',
    rule: 'runs-as-root',
    before: text`
FROM python:3.14-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --compile-bytecode
COPY . .
CMD ["uv", "run", "--no-sync", "gunicorn", "app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --compile-bytecode
COPY . .
USER 10001
ENV PATH="/app/.venv/bin:$PATH"
CMD ["gunicorn", "app:app"]
`,
  },
  {
    name: 'leaves an archive alone that unpacks itself at home',
    rule: 'runs-as-root',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN pip install --no-cache-dir shiv==1.0.8
RUN shiv --console-script gunicorn --output-file /service.pyz gunicorn==23.0.0

FROM python:3.14-slim-trixie
WORKDIR /app
COPY app.py .
COPY --from=builder /service.pyz /service.pyz
CMD ["python", "/service.pyz", "app:app"]
`,
    after: undefined,
  },
  {
    name: 'compiles what uv installs',
    rule: 'no-bytecode',
    before: text`
FROM python:3.14-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev
USER 10001
CMD ["/app/.venv/bin/gunicorn", "app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
ENV UV_COMPILE_BYTECODE=1
RUN uv sync --locked --no-dev
USER 10001
CMD ["/app/.venv/bin/gunicorn", "app:app"]
`,
  },
  {
    name: 'runs an archive on a JRE',
    rule: 'toolchain-in-final',
    before: text`
FROM eclipse-temurin:21-jdk-noble
COPY app.jar /app.jar
USER 10001
CMD ["java", "-jar", "/app.jar"]
`,
    after: text`
FROM eclipse-temurin:21-jre-noble
COPY app.jar /app.jar
USER 10001
CMD ["java", "-jar", "/app.jar"]
`,
  },
  {
    name: 'keeps compilers where a script may compile',
    rule: 'toolchain-in-final',
    before: text`
FROM golang:1.27-trixie AS builder
RUN go install example.com/tool@v1.0.0

FROM debian:trixie-slim
RUN apt-get update && apt-get install -y gcc
COPY --from=builder /go/bin/tool /usr/local/bin/tool
COPY build.sh /
RUN /build.sh
USER 10001
CMD ["tool"]
`,
    after: undefined,
  },
  {
    name: 'keeps a secret that another instruction needs',
    rule: 'secret-in-build-arg',
    before: text`
FROM python:3.14-slim-trixie
ARG API_TOKEN=tr0ub4dor3xK9Q2
LABEL build=$API_TOKEN
COPY app.py .
USER 10001
CMD ["python", "app.py"]
`,
    after: undefined,
  },
  {
    name: 'keeps the JDK that compiles',
    rule: 'toolchain-in-final',
    before: text`
FROM eclipse-temurin:21-jdk-noble
WORKDIR /app
COPY . .
RUN ./mvnw package
USER 10001
CMD ["java", "-jar", "target/app.jar"]
`,
    after: undefined,
  },
  {
    name: 'puts another user in the place of root, and keeps the case',
    rule: 'runs-as-root',
    before: text`
from python:3.14-slim-trixie
user root
cmd ["python", "app.py"]
`,
    after: text`
from python:3.14-slim-trixie
user 10001
cmd ["python", "app.py"]
`,
  },
  {
    name: 'sets a user at the end of a file without a last line break',
    rule: 'runs-as-root',
    before: 'FROM python:3.14-slim-trixie\nRUN touch /a',
    after: 'FROM python:3.14-slim-trixie\nRUN touch /a\nUSER 10001',
  },
  {
    name: 'keeps the line ends of Windows',
    rule: 'runs-as-root',
    before: 'FROM python:3.14-slim-trixie\r\nCMD ["python", "app.py"]\r\n',
    after:
      'FROM python:3.14-slim-trixie\r\nUSER 10001\r\nCMD ["python", "app.py"]\r\n',
  },
  {
    name: 'takes the unprivileged nginx',
    rule: 'runs-as-root',
    before: 'FROM nginx:1.31-alpine\n',
    after: 'FROM nginxinc/nginx-unprivileged:1.31-alpine\n',
  },
  {
    name: 'takes the tag of distroless that has a user',
    rule: 'runs-as-root',
    before: 'FROM gcr.io/distroless/python3-debian13\nCMD ["/app/main.py"]\n',
    after:
      'FROM gcr.io/distroless/python3-debian13:nonroot\nCMD ["/app/main.py"]\n',
  },
  {
    name: 'moves to a release that is supported, of the same flavour',
    rule: 'eol-base',
    before: 'FROM python:3.8-alpine3.18 AS base\n',
    after: 'FROM python:3.14-alpine3.24 AS base\n',
  },
  {
    name: 'moves to an older release where the newest one would not build',
    rule: 'eol-base',
    before: text`
FROM ubuntu:20.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install flask==3.1.2
`,
    after: text`
FROM ubuntu:22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install flask==3.1.2
`,
  },
  {
    name: 'leaves a base alone that an argument names',
    rule: 'eol-base',
    before: 'ARG V=3.8\nFROM python:${V}-slim\n',
    after: undefined,
  },
  {
    name: 'pins a floating tag',
    rule: 'unpinned-tag',
    before: 'FROM python:3-alpine\n',
    after: 'FROM python:3.14-alpine3.24\n',
  },
  {
    name: 'names the release that the tag means',
    rule: 'unpinned-suite',
    before: 'FROM python:3.14-slim\n',
    after: 'FROM python:3.14-slim-trixie\n',
  },
  {
    name: 'takes the slim variant',
    rule: 'full-base-image',
    before: 'FROM python:3.14-trixie\n',
    after: 'FROM python:3.14-slim-trixie\n',
  },
  {
    name: 'writes a list as JSON',
    rule: 'exec-form-not-json',
    before: "FROM python:3.14-slim-trixie\nCMD ['python', '-m', 'app']\n",
    after: 'FROM python:3.14-slim-trixie\nCMD ["python", "-m", "app"]\n',
  },
  {
    name: 'puts the environment on the PATH',
    rule: 'install-dir-not-on-path',
    before: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
CMD ["gunicorn", "app:app"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "app:app"]
`,
  },
  {
    name: 'carries the packages over',
    rule: 'deps-not-copied',
    before: text`
FROM python:3.14-slim-trixie AS builder
WORKDIR /app
RUN pip install --no-cache-dir flask==3.1.2
FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /app /app
CMD ["flask", "run"]
`,
    after: text`
FROM python:3.14-slim-trixie AS builder
WORKDIR /app
RUN pip install --no-cache-dir flask==3.1.2
FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /app /app
COPY --from=builder /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
CMD ["flask", "run"]
`,
  },
  {
    name: 'leaves out the cache of pip',
    rule: 'cache-in-final-layer',
    before: 'FROM python:3.14-slim-trixie\nRUN pip install flask==3.1.2\n',
    after:
      'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir flask==3.1.2\n',
  },
  {
    name: 'removes the package lists in the same layer',
    rule: 'cache-in-final-layer',
    before: text`
FROM debian:trixie-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl
`,
    after: text`
FROM debian:trixie-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
  },
  {
    name: 'leaves out development dependencies',
    rule: 'dev-deps-in-final',
    before:
      'FROM node:24-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCMD ["node", "a.js"]\n',
    after:
      'FROM node:24-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --omit=dev\nCMD ["node", "a.js"]\n',
  },
  {
    name: 'copies the manifests first',
    rule: 'cache-busting-order',
    before: text`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY --chown=1000 . .
RUN pip install --no-cache-dir -r requirements.txt
`,
    after: text`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY --chown=1000 requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY --chown=1000 . .
`,
  },
  {
    name: 'writes the new name of a package',
    rule: 'system-package-unavailable',
    before: text`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends \
    libgl1-mesa-glx \
    curl && rm -rf /var/lib/apt/lists/*
`,
    after: text`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends \
    libgl1 \
    curl && rm -rf /var/lib/apt/lists/*
`,
  },
  {
    name: 'removes a stage with its comments',
    rule: 'dead-stage',
    before: text`
FROM golang:1.27-trixie AS tools
RUN go install example.com/a@v1

# what ships
FROM debian:trixie-slim
CMD ["date"]
`,
    after: text`
# what ships
FROM debian:trixie-slim
CMD ["date"]
`,
  },
  {
    name: 'ends with the service where a test comes last',
    rule: 'wrong-final-stage',
    before: text`
FROM python:3.14-slim-trixie AS app
CMD ["python", "app.py"]
FROM app AS test
RUN python -m pytest
`,
    after: text`
FROM python:3.14-slim-trixie AS app
CMD ["python", "app.py"]
FROM app AS test
RUN python -m pytest

FROM app
`,
  },
];

function input({ before, context, policy }: Case) {
  return {
    path: 'Dockerfile',
    text: before,
    today: TODAY,
    ...(context && { context }),
    policy: resolvePolicy({ profile: 'all', ...policy }),
  };
}

describe('a fix', () => {
  it.each(cases.map(each => [`${each.rule} ${each.name}`, each] as const))(
    '%s',
    (_, each) => {
      const fix = proposeFixes(input(each)).find(
        ({ finding }) => finding.rule === each.rule,
      );
      expect(fix && applyFixes(each.before, [fix])).toBe(each.after);
    },
  );

  it('completes the .dockerignore', () => {
    const [fix] = proposeFixes({
      path: 'Dockerfile',
      text: 'FROM python:3.14-slim-trixie\nCOPY . /app\nUSER 10001\n',
      today: TODAY,
      context: { dockerignore: '*.log' },
    }).filter(({ finding }) => finding.rule === 'tests-or-vcs-copied');
    expect(fix.edits).toEqual([]);
    expect(fix.dockerignore).toMatch(/^\*\.log\n\.git\n/);
  });

  it('is refused for a text that has changed since', () => {
    const nginx = 'FROM nginx:1.31-alpine\n';
    const fixes = proposeFixes({
      path: 'Dockerfile',
      text: nginx,
      today: TODAY,
    });
    expect(() => applyFixes(`# new\n${nginx}`, fixes)).toThrow(
      'The Dockerfile has changed since this fix was made',
    );
  });

  it('is refused beside another one for the same place', () => {
    const before = 'FROM python:3-trixie\n';
    const fixes = proposeFixes({
      path: 'Dockerfile',
      text: before,
      today: TODAY,
    }).filter(({ finding }) =>
      ['unpinned-tag', 'full-base-image'].includes(finding.rule),
    );
    expect(fixes.length).toBe(2);
    expect(() => applyFixes(before, fixes)).toThrow('change the same place');
  });

  it('is not offered for what cannot be judged', () => {
    expect(
      proposeFixes({
        path: 'Dockerfile',
        text: 'FROM python:{{ version }}\n{% if a %}\n{% endif %}\n',
        today: TODAY,
      }),
    ).toEqual([]);
  });
});

describe('fixDockerfile', () => {
  const before = text`
FROM python:3.9-slim-buster
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
CMD ['python', 'app.py']
`;
  const file = {
    path: 'Dockerfile',
    text: before,
    today: TODAY,
    context: {
      dockerignore:
        '.git\ntests\n.venv\n.env\nnode_modules\n__pycache__\n.github\ntest\n',
    },
  };

  it('composes fixes, each proven on the text before it', () => {
    const fixed = fixDockerfile(file);
    expect(fixed?.text).toBe(text`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
USER 10001
CMD ["python", "app.py"]
`);
  });

  it('stops at the level that it is asked for', () => {
    const fixed = fixDockerfile(file, { to: 'bronze' });
    expect([fixed?.before.level, fixed?.after.level]).toEqual([
      'none',
      'bronze',
    ]);
    expect(fixed?.applied.map(({ finding }) => finding.rule)).toEqual([
      'exec-form-not-json',
    ]);
  });

  it('leaves out what changes what runs, when only safe fixes are asked for', () => {
    const fixed = fixDockerfile(file, { safety: 'safe' });
    expect(fixed?.applied.map(({ finding }) => finding.rule)).toEqual([
      'exec-form-not-json',
      'cache-in-final-layer',
    ]);
  });
});

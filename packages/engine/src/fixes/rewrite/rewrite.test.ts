import { dockerfile } from '../../__testUtils__/ruleTester';
import type { BuildContext } from '../../contents/buildContext';
import { parseDockerfile } from '../../syntax';
import type { Level } from '../../verdict';
import { rewriteDockerfile } from '.';

const TODAY = '2026-11-25';

function rewrite(text: string, context?: BuildContext) {
  return rewriteDockerfile({
    path: 'Dockerfile',
    text,
    today: TODAY,
    ...(context && { context }),
  });
}

function offered(text: string, context?: BuildContext) {
  const result = rewrite(text, context);
  if (result.kind !== 'offered') throw new Error(result.reasons.join('\n'));
  return result;
}

const FLASK: BuildContext = {
  files: ['app.py', 'requirements.txt', '.dockerignore'],
  dockerignore: '.git\n.venv\n',
  manifests: { 'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\n' },
};

const GO: BuildContext = {
  files: [
    'go.mod',
    'go.sum',
    'cmd/server/main.go',
    'templates/index.html',
    'deploy/server.yaml',
    'docs/read.md',
  ],
  dockerignore: '.git\n',
};

interface Split {
  name: string;
  text: string;
  context?: BuildContext;
  becomes: string;
  level: Level;
  /** Without the note on the user, which most files get. */
  notes: string[];
}

const SPLITS: readonly Split[] = [
  {
    name: 'pip, the whole source copied first',
    context: FLASK,
    text: dockerfile`
FROM python:3.13-trixie
WORKDIR /app
COPY . .
# everything that the service imports
RUN pip install --no-cache-dir -r requirements.txt
EXPOSE 8000

# one worker for each core
CMD ["gunicorn", "-b", "0.0.0.0:8000", "app:app"]
`,
    becomes: dockerfile`
FROM python:3.13-trixie AS build
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
# everything that the service imports
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY . .
EXPOSE 8000

USER 10001
# one worker for each core
CMD ["gunicorn", "-b", "0.0.0.0:8000", "app:app"]
`,
    level: 'gold',
    notes: [],
  },
  {
    name: 'pip --user, a user and his folders',
    text: dockerfile`
FROM python:3.13-trixie
RUN useradd --uid 1001 app && mkdir /data && chown app /data
USER 1001
WORKDIR /home/app
COPY requirements.txt ./
RUN pip install --user --no-cache-dir -r requirements.txt
ENV PATH=/home/app/.local/bin:$PATH
COPY --chown=app . .
CMD ["gunicorn", "app:app"]
`,
    becomes: dockerfile`
FROM python:3.13-trixie AS build
WORKDIR /home/app
COPY requirements.txt ./
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install --no-cache-dir -r requirements.txt
ENV PATH=/home/app/.local/bin:$PATH

FROM python:3.13-slim-trixie
RUN useradd --uid 1001 app && mkdir /data && chown app /data
USER 1001
WORKDIR /home/app
COPY --from=build /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY --chown=app . .
CMD ["gunicorn", "app:app"]
`,
    level: 'gold',
    notes: [],
  },
  {
    name: 'compilers and headers, in the RUN that installs',
    text: dockerfile`
FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN apt-get update \\
    && apt-get install -y --no-install-recommends gcc libpq-dev tini \\
    && pip install --no-cache-dir -r requirements.txt \\
    && rm -rf /var/lib/apt/lists/*
COPY . .
ENTRYPOINT ["tini", "--"]
CMD ["gunicorn", "app:app"]
`,
    becomes: dockerfile`
FROM python:3.13-slim-trixie AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN apt-get update \\
    && apt-get install -y --no-install-recommends gcc libpq-dev tini \\
    && pip install --no-cache-dir -r requirements.txt \\
    && rm -rf /var/lib/apt/lists/*

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN apt-get update \\
    && apt-get install -y --no-install-recommends libpq5 tini \\
    && rm -rf /var/lib/apt/lists/*
COPY . .
USER 10001
ENTRYPOINT ["tini", "--"]
CMD ["gunicorn", "app:app"]
`,
    level: 'gold',
    notes: [
      'Only the build stage has `gcc` and `libpq-dev` now. Add what the service itself calls to the final stage.',
    ],
  },
  {
    name: 'the Python of the distribution',
    text: dockerfile`
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3 python3-pip build-essential libxml2-dev
WORKDIR /srv
COPY requirements.txt .
RUN pip3 install --break-system-packages -r requirements.txt
COPY . .
CMD ["python3", "main.py"]
`,
    becomes: dockerfile`
FROM ubuntu:24.04 AS build
RUN apt-get update && apt-get install -y python3 python3-pip build-essential libxml2-dev
WORKDIR /srv
COPY requirements.txt .
RUN apt-get update \\
    && apt-get install -y --no-install-recommends python3-venv \\
    && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip3 install -r requirements.txt

FROM ubuntu:24.04
RUN apt-get update \\
    && apt-get install -y --no-install-recommends python3 libxml2 \\
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv
COPY --from=build /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY . .
USER 10001
CMD ["python3", "main.py"]
`,
    level: 'gold',
    notes: [
      'Only the build stage has `python3-pip`, `build-essential` and `libxml2-dev` now. Add what the service itself calls to the final stage.',
    ],
  },
  {
    name: 'Poetry without an environment',
    text: dockerfile`
FROM python:3.13
WORKDIR /app
RUN pip install poetry==2.1.1
COPY pyproject.toml poetry.lock ./
RUN poetry config virtualenvs.create false \\
    && poetry install --only main --no-root --no-interaction
COPY . .
CMD ["poetry", "run", "gunicorn", "app:app"]
`,
    becomes: dockerfile`
FROM python:3.13-trixie AS build
WORKDIR /app
RUN pip install poetry==2.1.1
COPY pyproject.toml poetry.lock ./
ENV POETRY_VIRTUALENVS_CREATE=true \\
    POETRY_VIRTUALENVS_IN_PROJECT=true
RUN poetry install --only main --no-root --no-interaction

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY . .
USER 10001
CMD ["gunicorn", "app:app"]
`,
    level: 'gold',
    notes: [],
  },
  {
    name: 'Pipenv into the system',
    text: dockerfile`
FROM python:3.13-slim-trixie
WORKDIR /app
RUN pip install pipenv==2025.0.4
COPY Pipfile Pipfile.lock ./
RUN pipenv install --system --deploy
COPY . .
CMD pipenv run gunicorn app:app
`,
    becomes: dockerfile`
FROM python:3.13-slim-trixie AS build
WORKDIR /app
RUN pip install pipenv==2025.0.4
COPY Pipfile Pipfile.lock ./
ENV PIPENV_VENV_IN_PROJECT=1
RUN pipenv install --deploy

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY . .
USER 10001
CMD gunicorn app:app
`,
    level: 'gold',
    notes: [],
  },
  {
    name: 'uv sync, with a health check',
    text: dockerfile`
FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y gcc curl && rm -rf /var/lib/apt/lists/*
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
COPY . .
HEALTHCHECK CMD curl -f http://localhost:8000/healthz || exit 1
CMD ["uv", "run", "--no-sync", "uvicorn", "app:app"]
`,
    becomes: dockerfile`
FROM python:3.13-slim-trixie AS build
RUN apt-get update && apt-get install -y gcc curl && rm -rf /var/lib/apt/lists/*
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
ENV UV_COMPILE_BYTECODE=1
RUN uv sync --locked --no-dev --no-install-project

FROM python:3.13-slim-trixie
RUN apt-get update \\
    && apt-get install -y --no-install-recommends curl \\
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
COPY . .
HEALTHCHECK CMD curl -f http://localhost:8000/healthz || exit 1
USER 10001
CMD ["uvicorn", "app:app"]
`,
    level: 'gold',
    notes: [
      'Only the build stage has `gcc` now. Add what the service itself calls to the final stage.',
    ],
  },
  {
    name: 'an image with a user of its own, built as root',
    text: dockerfile`
FROM mambaorg/micromamba:2.5.0-debian13-slim AS app
USER root
RUN apt-get update && apt-get install -y --no-install-recommends wget && rm -rf /var/lib/apt/lists/*
RUN micromamba create -n tool -y -c conda-forge tool=1.2.3
ENV PATH="/opt/conda/envs/tool/bin:$PATH"
CMD ["tool"]
`,
    level: 'gold',
    becomes: dockerfile`
FROM mambaorg/micromamba:2.5.0-debian13-slim AS build
USER root
RUN apt-get update && apt-get install -y --no-install-recommends wget && rm -rf /var/lib/apt/lists/*
RUN micromamba create -n tool -y -c conda-forge tool=1.2.3

FROM debian:trixie-slim AS app
USER root
RUN apt-get update \\
    && apt-get install -y --no-install-recommends wget \\
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/conda/envs/tool /opt/conda/envs/tool
ENV PATH="/opt/conda/envs/tool/bin:$PATH"
ENV PATH="/opt/conda/envs/tool/bin:$PATH"
USER 10001
CMD ["tool"]
`,
    notes: [],
  },
  {
    name: 'uv pip into the system, with arguments and a stage for tests',
    text: dockerfile`
ARG PYTHON=3.13
FROM python:$PYTHON-slim-trixie AS app
ARG REVISION
ARG INDEX=https://pypi.org/simple
WORKDIR /app
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /bin/uv
COPY requirements.txt .
RUN uv pip install --system --index-url $INDEX -r requirements.txt
LABEL revision=$REVISION
COPY . .
CMD ["uvicorn", "app:app"]

# docker build --target test
FROM app AS test
RUN python -m unittest
`,
    becomes: dockerfile`
ARG PYTHON=3.13
FROM python:$PYTHON-slim-trixie AS build
ARG INDEX=https://pypi.org/simple
WORKDIR /app
COPY --from=ghcr.io/astral-sh/uv:0.9.7 /uv /bin/uv
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV VIRTUAL_ENV=/opt/venv \\
    UV_SYSTEM_PYTHON=false \\
    PATH="/opt/venv/bin:$PATH"
ENV UV_COMPILE_BYTECODE=1
RUN uv pip install --index-url $INDEX -r requirements.txt

FROM python:$PYTHON-slim-trixie AS app
ARG REVISION
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
LABEL revision=$REVISION
COPY . .
USER 10001
CMD ["uvicorn", "app:app"]

# docker build --target test
FROM app AS test
USER root
RUN python -m unittest

FROM app
`,
    level: 'gold',
    notes: [
      'End with stage app: a build without --target ships app; the other stages are built with --target.',
    ],
  },
  {
    name: 'a front end that another stage builds',
    text: dockerfile`
FROM node:24-slim AS web
WORKDIR /web
COPY web/ .
RUN npm ci && npm run build

FROM python:3.13
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY --from=web /web/dist ./static
COPY app.py .
CMD ["python", "app.py"]
`,
    becomes: dockerfile`
FROM node:24-slim AS web
WORKDIR /web
COPY web/ .
RUN npm ci && npm run build

FROM python:3.13-trixie AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install -r requirements.txt

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY --from=web /web/dist ./static
COPY app.py .
USER 10001
CMD ["python", "app.py"]
`,
    level: 'gold',
    notes: [],
  },
  {
    name: 'a conda environment',
    text: dockerfile`
FROM continuumio/miniconda3:25.3.1-1
WORKDIR /app
COPY environment.yml .
RUN conda env create -n web -f environment.yml && conda clean -afy
SHELL ["conda", "run", "-n", "web", "/bin/bash", "-c"]
COPY . .
EXPOSE 5000
CMD ["conda", "run", "--no-capture-output", "-n", "web", "gunicorn", "app:app"]
`,
    becomes: dockerfile`
FROM continuumio/miniconda3:25.3.1-1 AS build
WORKDIR /app
COPY environment.yml .
RUN conda env create -n web -f environment.yml && conda clean -afy
SHELL ["conda", "run", "-n", "web", "/bin/bash", "-c"]

FROM debian:trixie-slim
WORKDIR /app
COPY --from=build /opt/conda/envs/web /opt/conda/envs/web
ENV PATH="/opt/conda/envs/web/bin:$PATH"
COPY . .
EXPOSE 5000
USER 10001
CMD ["gunicorn", "app:app"]
`,
    level: 'silver',
    notes: [],
  },
  {
    name: 'instructions in lower case',
    text: dockerfile`
from python:3.13
workdir /app
copy requirements.txt .
run pip install -r requirements.txt
copy . .
cmd ["python", "app.py"]
`,
    becomes: dockerfile`
from python:3.13-trixie as build
workdir /app
copy requirements.txt .
run python -m venv /opt/venv
env PATH="/opt/venv/bin:$PATH"
run pip install -r requirements.txt

from python:3.13-slim-trixie
workdir /app
copy --from=build /opt/venv /opt/venv
env PATH="/opt/venv/bin:$PATH"
copy . .
user 10001
cmd ["python", "app.py"]
`,
    level: 'gold',
    notes: [],
  },
  {
    name: 'Node.js with a build',
    text: dockerfile`
FROM node:24-trixie
WORKDIR /usr/src/app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build
EXPOSE 3000
CMD ["node", "dist/main.js"]
`,
    becomes: dockerfile`
FROM node:24-trixie AS build
WORKDIR /usr/src/app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build
RUN npm prune --omit=dev

FROM node:24-trixie-slim
WORKDIR /usr/src/app
COPY --from=build /usr/src/app /usr/src/app
EXPOSE 3000
USER 1000
CMD ["node", "dist/main.js"]
`,
    level: 'gold',
    notes: [],
  },
  {
    name: 'Node.js built by another user, and a compiler for native modules',
    text: dockerfile`
FROM node:24-alpine3.24
RUN apk add --no-cache python3 make g++ tini
USER node
WORKDIR /app
COPY --chown=node package.json yarn.lock ./
RUN yarn install --frozen-lockfile
COPY --chown=node . .
ENTRYPOINT ["tini", "--"]
CMD ["node", "server.js"]
`,
    becomes: dockerfile`
FROM node:24-alpine3.24 AS build
RUN apk add --no-cache python3 make g++ tini
WORKDIR /app
COPY --chown=node package.json yarn.lock ./
RUN yarn install --frozen-lockfile
COPY --chown=node . .
RUN yarn install --production --frozen-lockfile --ignore-scripts --prefer-offline

FROM node:24-alpine3.24
RUN apk add --no-cache tini
USER node
WORKDIR /app
COPY --from=build --chown=node /app /app
ENTRYPOINT ["tini", "--"]
CMD ["node", "server.js"]
`,
    level: 'gold',
    notes: [
      'Only the build stage has `python3`, `make` and `g++` now. Add what the service itself calls to the final stage.',
    ],
  },
  {
    name: 'Go',
    context: GO,
    text: dockerfile`
FROM golang:1.27-trixie
WORKDIR /app
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# one binary
RUN go build -o /server ./cmd/server
EXPOSE 8080
CMD ["/server", "-config", "deploy/server.yaml"]
`,
    becomes: dockerfile`
FROM golang:1.27-trixie AS build
WORKDIR /app
ENV CGO_ENABLED=0
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# one binary
RUN go build -o /server ./cmd/server

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /server /server
COPY --from=build /app/deploy/server.yaml /app/deploy/server.yaml
COPY --from=build /app/templates /app/templates
EXPOSE 8080
CMD ["/server", "-config", "deploy/server.yaml"]
`,
    level: 'gold',
    notes: [
      'Of the source only templates and the program are in the image. Copy what else it reads.',
    ],
  },
  {
    name: 'go run',
    text: dockerfile`
FROM golang:1.27-trixie
WORKDIR /app
COPY . .
CMD go run main.go
`,
    becomes: dockerfile`
FROM golang:1.27-trixie AS build
WORKDIR /app
ENV CGO_ENABLED=0
COPY . .
RUN go build -o /usr/local/bin/service main.go

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /usr/local/bin/service /usr/local/bin/service
CMD ["/usr/local/bin/service"]
`,
    level: 'gold',
    notes: [
      'Of the source only the program is in the image. Copy the files that it reads, such as templates.',
    ],
  },
  {
    name: 'Go with a library of C',
    text: dockerfile`
FROM golang:1.27-bookworm
RUN apt-get update && apt-get install -y libsqlite3-dev ffmpeg
WORKDIR /app
COPY . .
RUN go build -o bin/app .
HEALTHCHECK CMD /app/bin/app health
ENTRYPOINT ["./bin/app"]
`,
    becomes: dockerfile`
FROM golang:1.27-bookworm AS build
RUN apt-get update && apt-get install -y libsqlite3-dev ffmpeg
WORKDIR /app
COPY . .
RUN go build -o bin/app .

FROM debian:bookworm-slim
RUN apt-get update \\
    && apt-get install -y --no-install-recommends libsqlite3-0 ffmpeg \\
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/bin/app /app/bin/app
HEALTHCHECK CMD /app/bin/app health
USER 10001
ENTRYPOINT ["./bin/app"]
`,
    level: 'silver',
    notes: [
      'Only the build stage has `libsqlite3-dev` now. Add what the service itself calls to the final stage.',
      'Of the source only the program is in the image. Copy the files that it reads, such as templates.',
    ],
  },
  {
    name: 'Maven',
    text: dockerfile`
FROM maven:3.9-eclipse-temurin-21
WORKDIR /app
COPY pom.xml .
RUN mvn -B dependency:go-offline
COPY src ./src
RUN mvn -B package -DskipTests
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/app/target/app.jar"]
`,
    becomes: dockerfile`
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /app
COPY pom.xml .
RUN mvn -B dependency:go-offline
COPY src ./src
RUN mvn -B package -DskipTests

FROM eclipse-temurin:21-jre-resolute
WORKDIR /app
COPY --from=build /app/target/app.jar /app/target/app.jar
EXPOSE 8080
USER 10001
ENTRYPOINT ["java", "-jar", "/app/target/app.jar"]
`,
    level: 'gold',
    notes: [],
  },
  {
    name: 'Gradle, an archive by pattern',
    text: dockerfile`
FROM gradle:9.7-jdk25
WORKDIR /src
COPY . .
RUN gradle bootJar --no-daemon
CMD java $JAVA_OPTS -jar build/libs/*.jar
`,
    becomes: dockerfile`
FROM gradle:9.7-jdk25 AS build
WORKDIR /src
COPY . .
RUN gradle bootJar --no-daemon

FROM eclipse-temurin:25-jre-resolute
WORKDIR /src
COPY --from=build /src/build/libs/*.jar /src/build/libs/
USER 10001
CMD java $JAVA_OPTS -jar build/libs/*.jar
`,
    level: 'gold',
    notes: [],
  },
];

const REFUSALS: readonly [string, string, RegExp][] = [
  [
    'a base image that nobody described',
    'FROM acme/base:1\nRUN pip install flask==3.1.2\n',
    /acme\/base:1 holds is not known.*ownImages/,
  ],
  [
    'a final stage that is built on another',
    'FROM python:3.13-slim AS base\nRUN pip install flask==3.1.2\nFROM base\nCMD ["flask", "run"]\n',
    /built on another stage/,
  ],
  [
    'packages that another stage installs',
    'FROM python:3.13-slim AS deps\nRUN pip install flask==3.1.2\nFROM python:3.13-slim\nCOPY --from=deps /usr/local /usr/local\nCMD ["flask", "run"]\n',
    /split already: stage deps/,
  ],
  [
    'one RUN that installs and does other things',
    'FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN pip install flask==3.1.2 && python manage.py collectstatic\nCMD ["gunicorn", "app:app"]\n',
    /Line 4 installs Python packages and does other things/,
  ],
  [
    'dependencies that are not locked, in the line of the file as it is',
    'FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN pip install flask gunicorn\nCMD ["gunicorn", "app:app"]\n',
    /have no exact version \(line 4\)/,
  ],
  [
    'packages in a folder of their own',
    'FROM python:3.13\nRUN pip install --target /deps flask==3.1.2\nENV PYTHONPATH=/deps\nCMD ["python", "-m", "flask"]\n',
    /a place that is not followed: \/deps/,
  ],
  [
    'packages in two environments',
    'FROM python:3.13\nRUN pip install flask==3.1.2\nRUN python -m venv /v && /v/bin/pip install gunicorn==23.0.0\nCMD ["/v/bin/gunicorn", "app:app"]\n',
    /into \/opt\/venv and into \/v\./,
  ],
  [
    'the environment of conda itself',
    'FROM continuumio/miniconda3\nRUN conda install -y flask=3.1\nCMD ["python", "app.py"]\n',
    /Create one of its own/,
  ],
  [
    'a start with another Python than that of the packages',
    'FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN pip install flask==3.1.2\nCMD ["python3.11", "app.py"]\n',
    /starts python3\.11, but packages are installed for Python 3\.13/,
  ],
  [
    'ONBUILD',
    'FROM python:3.13\nONBUILD COPY . .\nRUN pip install flask==3.1.2\n',
    /ONBUILD/,
  ],
  [
    'nothing to split off',
    'FROM debian:trixie-slim\nCMD ["sleep", "1"]\n',
    /No installation of packages/,
  ],
  [
    'Node.js in the root',
    'FROM node:24\nCOPY . .\nRUN npm ci\nCMD ["node", "server.js"]\n',
    /Set a WORKDIR/,
  ],
  [
    'a development server of Node.js',
    'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["npm", "run", "dev"]\n',
    /starts a development tool: npm run dev/,
  ],
  [
    'a script before a program in Go',
    'FROM golang:1.27\nWORKDIR /app\nCOPY . .\nRUN go build -o /srv .\nCMD ["/entrypoint.sh"]\n',
    /starts a script/,
  ],
  [
    'a program that Go does not build',
    'FROM golang:1.27\nRUN go install example.com/tool@v1\nCOPY dind /dind\nCMD ["/dind"]\n',
    /builds \/dind with Go is not known/,
  ],
  [
    'a start that needs a shell',
    'FROM golang:1.27\nWORKDIR /app\nCOPY . .\nRUN go build -o /srv .\nCMD /srv | tee log\n',
    /needs a shell/,
  ],
  [
    'Java from a plugin of the build tool',
    'FROM maven:3.9-eclipse-temurin-21\nCOPY . .\nRUN mvn package\nCMD ["mvn", "spring-boot:run"]\n',
    /java -jar/,
  ],
  ['a template', '{{ header }}\nFROM {{ image }}\n', /cannot be judged/],
  [
    'another escape character',
    '# escape=`\nFROM python:3.13\nRUN pip install flask==3.1.2\n',
    /continues lines/,
  ],
];

describe('rewriteDockerfile', () => {
  it.each(SPLITS)('splits: $name', ({ text, context, ...expected }) => {
    const result = offered(text, context);
    expect(result.text).toBe(expected.becomes);
    expect(result.after.level).toBe(expected.level);
    expect(result.notes.filter(note => !/^Run as user/.test(note))).toEqual(
      expected.notes,
    );
  });

  it.each(SPLITS)('is read by BuildKit, and done: $name', split => {
    const { text } = offered(split.text, split.context);
    expect(parseDockerfile(text).errors).toEqual([]);
    expect(rewrite(text, split.context).kind).toBe('not-offered');
  });

  it.each(REFUSALS)('is not offered for %s', (_, text, reason) => {
    const result = rewrite(text);
    expect(
      result.kind === 'not-offered' ? result.reasons.join('\n') : result.text,
    ).toMatch(reason);
  });

  it('leaves a stage of the author that is called build as it is', () => {
    const { text } = offered(
      dockerfile`
FROM node:24-slim AS build
WORKDIR /web
COPY web ./
RUN npm ci && npm run build

FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY --from=build /web/dist /app/static
COPY app.py ./
CMD ["gunicorn", "-b", "0.0.0.0:8000", "app:app"]
`,
      {
        ...FLASK,
        files: [
          ...(FLASK.files ?? []),
          'web/package.json',
          'web/package-lock.json',
        ],
      },
    );
    expect(text).toContain('COPY --from=build /web/dist /app/static\n');
    expect(text).toContain('COPY --from=builder /opt/venv /opt/venv\n');
  });

  it('keeps the ends of lines', () => {
    const { text } = offered(
      SPLITS[0].text.replace(/\n/g, '\r\n'),
      SPLITS[0].context,
    );
    expect(text).toBe(SPLITS[0].becomes.replace(/\n/g, '\r\n'));
  });

  it('checks the script of the manifest that starts', () => {
    const text = dockerfile`
FROM node:24
WORKDIR /app
COPY . .
RUN npm ci
CMD ["npm", "start"]
`;
    const withScript = (start: string): BuildContext => ({
      files: ['package.json', 'package-lock.json', 'server.js'],
      manifests: { 'package.json': JSON.stringify({ scripts: { start } }) },
    });
    expect(rewrite(text, withScript('node server.js')).kind).toBe('offered');
    expect(rewrite(text, withScript('nodemon server.js'))).toMatchObject({
      kind: 'not-offered',
      reasons: [expect.stringContaining('nodemon server.js')],
    });
  });
});

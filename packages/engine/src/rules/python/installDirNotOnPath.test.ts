import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { installDirNotOnPath } from './installDirNotOnPath';

testRule(installDirNotOnPath, {
  valid: [
    {
      name: 'ENV PATH names it',
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
      name: 'started by its path',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
    },
    {
      name: 'uv run, which finds the .venv of the working directory',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /usr/src
RUN pip install --no-cache-dir uv==0.8.0 && uv venv && uv pip install --no-cache flask==3.1.2
CMD ["uv", "run", "flask", "run"]
`,
    },
    {
      name: 'uv run, told where the environment is',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:0.13.8-python3.14-trixie-slim
ENV UV_PROJECT_ENVIRONMENT=/opt/venv
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
CMD ["uv", "run", "gunicorn", "app:app"]
`,
    },
    {
      name: 'uv run, told where the project is',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:0.13.8-python3.14-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
WORKDIR /
CMD ["uv", "run", "--project", "/app", "gunicorn", "app:app"]
`,
    },
    {
      name: 'uv run with a Python of the same project',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:0.13.8-python3.14-trixie-slim AS builder
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
FROM python:3.14-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.13.8 /uv /bin/
WORKDIR /app
COPY --from=builder /app/.venv /app/.venv
COPY app app
CMD ["uv", "run", "--no-sync", "python", "-m", "app"]
`,
    },
  ],
  invalid: [
    {
      name: 'an environment whose name the file tells',
      text: dockerfile`
FROM continuumio/miniconda3:24.9.2-0
COPY environment.yml .
RUN conda env create -f environment.yml
ENV PATH=/opt/conda/envs/myapp/bin:$PATH
CMD ["jupyter", "lab"]
`,
      context: {
        files: ['environment.yml'],
        manifests: {
          'environment.yml': 'name: web\ndependencies:\n  - jupyter\n',
        },
      },
      line: 5,
      message: '/opt/conda/envs/web/bin',
    },

    {
      name: 'uv run in a directory outside of the project',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /usr/src
RUN pip install --no-cache-dir uv==0.8.0 && uv venv && uv pip install --no-cache flask==3.1.2
WORKDIR /srv
CMD ["uv", "run", "flask", "run"]
`,
      line: 5,
      message: '/usr/src/.venv/bin',
    },
    {
      name: 'a bare name',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
WORKDIR /app
COPY src/ ./src/
CMD ["gunicorn", "src.app:app"]
`,
      line: 7,
      message: '/opt/venv/bin',
    },
  ],
  unknown: [
    {
      name: 'a link to an environment whose place is not known',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
ENV POETRY_VIRTUALENVS_PATH=/venvs
WORKDIR /app
RUN pip install --no-cache-dir poetry==2.1.3
COPY pyproject.toml poetry.lock ./
RUN poetry install --only main --no-root --compile && ln -s $(poetry env info -p) /venv
FROM python:3.14-slim-trixie
COPY --from=builder /venvs /venvs
COPY --from=builder /venv /venv
ENV PATH=/venv/bin:$PATH
CMD ["gunicorn", "app:app"]
`,
      reason: 'link /venv',
    },
  ],
  notApplicable: [
    {
      name: 'an environment that a file names',
      text: dockerfile`
FROM continuumio/miniconda3:24.9.2-0
COPY environment.yml .
RUN conda env create -f environment.yml
ENV PATH=/opt/conda/envs/myapp/bin:$PATH
CMD ["jupyter", "lab"]
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
      name: 'a front end',
      text: dockerfile`
FROM node:24-trixie-slim AS builder
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
FROM nginx:1.29-alpine
COPY --from=builder /app/dist /usr/share/nginx/html
`,
    },
    {
      name: 'a Java service',
      text: dockerfile`
FROM maven:3.9-eclipse-temurin-21 AS builder
WORKDIR /src
COPY . .
RUN mvn package
FROM eclipse-temurin:21-jre
COPY --from=builder /src/target/app.jar /app.jar
ENTRYPOINT ["java", "-jar", "/app.jar"]
`,
    },
  ],
});

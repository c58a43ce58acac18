import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { editableWithoutSource } from './editableWithoutSource';

testRule(editableWithoutSource, {
  valid: [
    {
      name: 'the directory above is copied',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS build
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY packages packages
RUN uv sync --locked --no-dev --no-install-project
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
COPY --from=build /app/packages /app/packages
CMD ["/app/.venv/bin/python", "main.py"]
`,
      context: {
        files: [
          'pyproject.toml',
          'packages/core/pyproject.toml',
          'packages/core/core/__init__.py',
        ],
        dockerignore: null,
        manifests: {
          'pyproject.toml':
            '[project]\nname = "svc"\ndependencies = ["core", "httpx==0.28.1"]\n[tool.uv.sources]\ncore = { workspace = true }\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
          'packages/core/pyproject.toml': '[project]\nname = "core"\n',
        },
      },
    },

    {
      name: 'the source travels to the same path',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
FROM python:3.14-slim-trixie
COPY --from=builder /app /app
ENV PATH="/app/.venv/bin:$PATH"
CMD ["service"]
`,
    },
  ],
  invalid: [
    {
      name: 'a member of the workspace',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS build
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev --no-install-project
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
CMD ["/app/.venv/bin/python", "main.py"]
`,
      context: {
        files: [
          'pyproject.toml',
          'packages/core/pyproject.toml',
          'packages/core/core/__init__.py',
        ],
        dockerignore: null,
        manifests: {
          'pyproject.toml':
            '[project]\nname = "svc"\ndependencies = ["core", "httpx==0.28.1"]\n[tool.uv.sources]\ncore = { workspace = true }\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
          'packages/core/pyproject.toml': '[project]\nname = "core"\n',
        },
      },
      line: 6,
      message: 'a link to /app/packages/core',
    },
    {
      name: 'a dependency of Poetry that is developed too',
      text: dockerfile`
FROM python:3.13-slim-trixie AS build
RUN pip install --no-cache-dir poetry==2.1.0
WORKDIR /svc
COPY . /
RUN POETRY_VIRTUALENVS_IN_PROJECT=1 poetry install --only main --no-root
FROM python:3.13-slim-trixie
COPY --from=build /svc/.venv /svc/.venv
CMD ["/svc/.venv/bin/python", "-m", "svc"]
`,
      context: {
        files: ['svc/pyproject.toml', 'libs/core/pyproject.toml'],
        dockerignore: null,
        manifests: {
          'svc/pyproject.toml':
            '[tool.poetry]\nname = "svc"\n[tool.poetry.dependencies]\npython = "^3.13"\ncore = { path = "../libs/core", develop = true }\n',
        },
      },
      line: 7,
      message: 'a link to /libs/core',
    },
    {
      name: 'a line of the requirements',
      text: dockerfile`
FROM python:3.13-slim-trixie AS build
WORKDIR /w
COPY . .
RUN python -m venv /ve && /ve/bin/pip install --no-cache-dir -r requirements.txt
FROM python:3.13-slim-trixie
COPY --from=build /ve /ve
CMD ["/ve/bin/python", "-m", "flask", "run"]
`,
      context: {
        files: ['requirements.txt', 'lib/setup.py'],
        dockerignore: null,
        manifests: { 'requirements.txt': 'flask==3.1.2\n-e ./lib\n' },
      },
      line: 6,
      message: 'a link to /w/lib',
    },

    {
      name: 'poetry, which has no option against it',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
ENV POETRY_VIRTUALENVS_IN_PROJECT=1
RUN pip install --no-cache-dir poetry==2.1.3
WORKDIR /app
COPY pyproject.toml poetry.lock ./
COPY orders ./orders
RUN poetry install --only main
FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
CMD ["python", "-m", "orders"]
`,
      line: 9,
      message:
        'Copy /app to the same path, or install the wheel that `poetry build`',
    },
    {
      name: 'pip install -e',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
WORKDIR /src
COPY . .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -e .
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/python", "-m", "orders"]
`,
      line: 6,
      message: 'Install it without `-e`.',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY . /src
RUN python -m venv /opt/venv && /opt/venv/bin/pip install -e /src
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["service"]
`,
      line: 5,
      message: '/src',
    },
  ],
  notApplicable: [
    {
      name: 'a member that is installed as a package',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS build
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev --no-install-project --no-editable
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
CMD ["/app/.venv/bin/python", "main.py"]
`,
      context: {
        files: [
          'pyproject.toml',
          'packages/core/pyproject.toml',
          'packages/core/core/__init__.py',
        ],
        dockerignore: null,
        manifests: {
          'pyproject.toml':
            '[project]\nname = "svc"\ndependencies = ["core", "httpx==0.28.1"]\n[tool.uv.sources]\ncore = { workspace = true }\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
          'packages/core/pyproject.toml': '[project]\nname = "core"\n',
        },
      },
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
    {
      name: '--no-editable',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev --no-editable
FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
CMD ["service"]
`,
    },
  ],
});

import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { lockfileMissing } from './lockfileMissing';

testRule(lockfileMissing, {
  valid: [
    {
      name: 'a list that uv exports before, in one RUN',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim
WORKDIR /t
COPY pyproject.toml uv.lock ./
RUN uv export --frozen -o /tmp/r.txt && uv pip install --system -r /tmp/r.txt
`,
      context: { files: ['pyproject.toml', 'uv.lock'], dockerignore: null },
    },
    {
      name: 'a file that a variable finds',
      text: dockerfile`
FROM python:3.14-slim-trixie
ARG SERVICE
WORKDIR /app
COPY services/\${SERVICE}/requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
`,
      context: { files: ['services/a/requirements.txt'], dockerignore: null },
    },

    {
      name: 'the file is copied first',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
CMD ["flask", "run"]
`,
    },
    {
      name: 'constraints by an address',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install -c https://example.com/constraints.txt -r requirements.txt
CMD ["flask", "run"]
`,
    },
    {
      name: 'constraints that are copied',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
ENV PIP_CONSTRAINT=/app/constraints.txt
COPY requirements.txt constraints.txt ./
RUN pip install -r requirements.txt
CMD ["flask", "run"]
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim
WORKDIR /app
COPY pyproject.toml ./
RUN uv sync --locked --no-dev
CMD ["service"]
`,
      line: 4,
      message: 'uv.lock',
    },
    {
      name: 'copied too late',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install -r requirements.txt
COPY . .
CMD ["flask", "run"]
`,
      line: 2,
      message: 'requirements.txt',
    },
    {
      name: 'constraints that are not copied',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install -c constraints.txt -r requirements.txt
CMD ["flask", "run"]
`,
      line: 4,
      message: '/app/constraints.txt',
    },
    {
      name: 'PIP_CONSTRAINT',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
ENV PIP_CONSTRAINT=/app/constraints.txt
RUN pip wheel -w /wheels flask==3.1.2
COPY constraints.txt .
CMD ["flask", "run"]
`,
      line: 4,
      message: '/app/constraints.txt',
    },
    {
      name: 'overrides of uv',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim
WORKDIR /app
COPY requirements.txt ./
RUN uv pip install --system --override overrides.txt -r requirements.txt
CMD ["flask", "run"]
`,
      line: 4,
      message: '/app/overrides.txt',
    },
  ],
  unknown: [
    {
      name: 'COPY . . may bring it',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
CMD ["flask", "run"]
`,
      reason: 'build context',
    },
  ],
  notApplicable: [
    {
      name: 'uv makes the lock file that is not there',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim
WORKDIR /app
COPY pyproject.toml ./
RUN uv sync --no-dev
CMD ["/app/.venv/bin/service"]
`,
      context: {
        files: ['pyproject.toml'],
        manifests: { 'pyproject.toml': '[project]\nname = "service"\n' },
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
  ],
});

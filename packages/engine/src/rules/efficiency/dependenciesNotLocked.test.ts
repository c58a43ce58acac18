import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { dependenciesNotLocked } from './dependenciesNotLocked';

testRule(dependenciesNotLocked, {
  valid: [
    {
      name: 'versions that lie in a directory',
      text: dockerfile`
FROM python:3.14-slim-trixie AS b
RUN pip wheel --no-cache-dir -w /wheels flask==3.1.0
FROM python:3.14-slim-trixie
COPY --from=b /wheels /wheels
RUN pip install --no-cache-dir --no-index --find-links=/wheels flask
`,
    },

    {
      name: 'exact',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install flask==3.1.2
`,
    },
    {
      name: 'an exact file',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY requirements.txt .
RUN pip install -r requirements.txt
`,
      context: {
        manifests: {
          'requirements.txt':
            'flask==3.1.2\n# a comment\ngunicorn==23.0.0 \\\n    --hash=sha256:aa\n',
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a version that the shell takes for a file',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir opencv-python-headless>=4.8.0.76
`,
      line: 2,
      message: '`>=4.8.0.76` as a redirection',
    },

    {
      name: 'wheels without versions',
      text: dockerfile`
FROM python:3.14-slim-trixie AS b
RUN pip wheel --no-cache-dir -w /wheels flask gunicorn
FROM python:3.14-slim-trixie
RUN --mount=type=bind,from=b,source=/wheels,target=/wheels pip install --no-cache-dir /wheels/*
CMD ["gunicorn", "x:y"]
`,
      line: 2,
      message: '`flask`',
    },
    {
      name: 'the file that is copied, not the one of the root',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY deploy/requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
`,
      context: {
        files: ['requirements.txt', 'deploy/requirements.txt'],
        manifests: {
          'requirements.txt': 'flask==3.1.0',
          'deploy/requirements.txt': 'gunicorn',
        },
      },
      line: 3,
      message: '`gunicorn`',
    },

    {
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install flask gunicorn
`,
      line: 2,
      message: '`flask`, `gunicorn`',
    },
    {
      name: 'an open file',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY requirements.txt .
RUN pip install -r requirements.txt
`,
      context: { manifests: { 'requirements.txt': 'flask>=3\n' } },
      line: 3,
      message: '`flask` of requirements.txt',
    },
  ],
  unknown: [
    {
      name: 'the file is not known',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY requirements.txt .
RUN pip install -r requirements.txt
`,
      reason: 'text of the requirements',
    },
  ],
  notApplicable: [
    {
      name: 'a tool in the builder of a Go service',
      text: dockerfile`
FROM golang:1.27-trixie AS builder
RUN apt-get update && apt-get install -y python3-pip && pip install --break-system-packages awscli
RUN go build -o /out/server ./cmd/server
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=builder /out/server /server
ENTRYPOINT ["/server"]
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

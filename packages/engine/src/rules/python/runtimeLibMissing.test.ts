import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { runtimeLibMissing } from './runtimeLibMissing';

testRule(runtimeLibMissing, {
  valid: [
    {
      name: 'OpenCV without its windows',
      text: dockerfile`
FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y libgl1 libglib2.0-0 && pip install --no-cache-dir opencv-python==4.12.0.88
CMD ["python", "a.py"]
`,
    },
    {
      name: 'ffmpeg brings OpenGL along',
      text: dockerfile`
FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y ffmpeg && pip install --no-cache-dir opencv-python==4.12.0.88
CMD ["python", "a.py"]
`,
    },

    {
      name: 'refused wheels, and what brings the libraries',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libxml2-dev libxslt1-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-binary=:all: lxml==6.0.0
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends xsltproc && rm -rf /var/lib/apt/lists/*
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/python", "-m", "app"]
`,
    },
    {
      name: 'a package that depends on the library',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install psycopg2==2.9.10
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-17 && rm -rf /var/lib/apt/lists/*
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/python", "-m", "http.server"]
`,
    },
    {
      name: 'through another library',
      text: dockerfile`
FROM python:3.14-slim-bookworm AS builder
RUN apt-get update && apt-get install -y gcc libpq-dev default-libmysqlclient-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-bookworm
RUN apt-get update && apt-get install -y gdal-bin
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
    },
    {
      name: 'curl brings OpenLDAP and SASL',
      text: dockerfile`
FROM python:3.14-slim-bookworm AS builder
RUN apt-get update && apt-get install -y gcc libldap2-dev libsasl2-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-bookworm
RUN apt-get update && apt-get install -y curl
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
    },
    {
      name: 'on Alpine',
      text: dockerfile`
FROM python:3.14-alpine3.24 AS builder
RUN apk add --no-cache gcc musl-dev postgresql-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-alpine3.24
RUN apk add --no-cache postgresql17-client
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
    },
    {
      name: 'the library is installed',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y gcc libpq-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y libpq5
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "app:app"]
`,
    },
  ],
  invalid: [
    {
      name: 'wheels that are built against a library and used by a mount',
      text: dockerfile`
FROM python:3.14-alpine3.24 AS build
RUN apk add --no-cache gcc musl-dev postgresql-dev && pip wheel --no-cache-dir -w /wheels psycopg2==2.9.10
FROM python:3.14-alpine3.24
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels pip install --no-cache-dir --no-index /wheels/*
CMD ["python", "-c", "import psycopg2"]
`,
      line: 3,
      message: '`libpq`',
    },
    {
      name: 'a wheel that calls OpenGL, listed in a file',
      text: dockerfile`
FROM python:3.13-slim-trixie AS build
COPY requirements.txt .
RUN python -m venv /opt/ve && /opt/ve/bin/pip install --no-cache-dir -r requirements.txt
FROM python:3.13-slim-trixie
COPY --from=build /opt/ve /opt/ve
CMD ["/opt/ve/bin/python", "-m", "forms"]
`,
      context: {
        files: ['requirements.txt'],
        dockerignore: null,
        manifests: { 'requirements.txt': 'opencv-python==4.12.0.88\n' },
      },
      line: 5,
      message: 'Install `libgl1`, `libglib2.0-0`',
    },
    {
      name: 'one that is installed in the image itself',
      text: dockerfile`
FROM python:3.13-alpine3.23
RUN pip install --no-cache-dir python-magic==0.4.27
CMD ["python", "a.py"]
`,
      line: 2,
      message: 'Install `libmagic`',
    },

    {
      name: 'wheels that bundle the library are refused',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libxml2-dev libxslt1-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install lxml==6.0.0 --no-binary lxml
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/python", "-m", "app"]
`,
      line: 4,
      message:
        'compiles against libxml2-dev (line 2), but the final image lacks `libxml2`',
    },
    {
      name: 'the programs of another database',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y gcc libpq-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y default-mysql-client
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
      line: 4,
      message:
        'the final image lacks `libpq5`: modules that were built with it cannot be loaded. Install `libpq5` in the final stage',
    },
    {
      name: 'a library that every release calls otherwise',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y gcc libldap2-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y nano
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
      line: 4,
      message: 'the final image lacks the library of libldap2-dev',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y gcc libpq-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "app:app"]
`,
      line: 4,
      message: 'libpq5',
    },
  ],
  notApplicable: [
    {
      name: 'a headless OpenCV',
      text: dockerfile`
FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir opencv-python-headless==4.12.0.88
CMD ["python", "a.py"]
`,
    },

    {
      name: 'headers beside wheels',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libxml2-dev libxslt1-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install lxml==6.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/python", "-m", "app"]
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
    {
      name: 'nothing to link to',
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
  ],
  unknown: [
    {
      name: 'a full image may have it',
      text: dockerfile`
FROM python:3.13-trixie
RUN pip install --no-cache-dir opencv-python==4.12.0.88
CMD ["python", "a.py"]
`,
      reason: 'base image',
    },
    {
      name: 'a script may install it',
      text: dockerfile`
FROM python:3.13-slim-trixie
RUN ./install.sh && pip install --no-cache-dir opencv-python==4.12.0.88
CMD ["python", "a.py"]
`,
      reason: 'install.sh',
    },
  ],
});

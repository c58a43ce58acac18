import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { depsNotCopied } from './depsNotCopied';

testRule(depsNotCopied, {
  valid: [
    {
      name: 'the image has the packages of the operating system',
      text: dockerfile`
FROM ubuntu:24.04 AS b
RUN apt-get update && apt-get install -y python3-pip && pip install --break-system-packages matplotlib==3.10.0
RUN mkdir /tool && touch /tool/tool.py
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-matplotlib
COPY --from=b /tool /tool
CMD ["python3", "/tool/tool.py"]
`,
    },

    {
      name: "where Debian's own Python looks",
      text: dockerfile`
FROM python:3.13-slim-trixie AS builder
RUN pip install --no-cache-dir flask==3.1.2
FROM gcr.io/distroless/python3-debian13:nonroot
COPY --from=builder /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/dist-packages
COPY src/ /src/
CMD ["-m", "src"]
`,
    },
    {
      name: 'where PYTHONPATH leads to',
      text: dockerfile`
FROM python:3.13-slim-trixie AS builder
RUN pip install --no-cache-dir flask==3.1.2
FROM gcr.io/distroless/python3-debian13:nonroot
COPY --from=builder /usr/local/lib/python3.13/site-packages /packages
ENV PYTHONPATH=/packages
COPY src/ /src/
CMD ["-m", "src"]
`,
    },
    {
      name: 'a virtual environment that travels',
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
      name: 'the whole prefix travels',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --no-cache-dir flask==3.1.2
WORKDIR /app
COPY . .
FROM python:3.14-slim-trixie
COPY --from=builder /usr/local /usr/local
COPY --from=builder /app /app
CMD ["python", "/app/main.py"]
`,
    },
    {
      name: 'the image installs its own packages',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install sphinx && sphinx-build docs /html
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir flask==3.1.2
COPY --from=builder /html /html
CMD ["flask", "run"]
`,
    },
  ],
  invalid: [
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
      name: 'a variable that does not hold in this stage',
      text: dockerfile`
ARG PYV=3.14
FROM python:\${PYV}-slim-trixie AS build
RUN pip install --no-cache-dir requests==2.32.3
FROM python:\${PYV}-slim-trixie
COPY --from=build /usr/local/lib/python\${PYV}/site-packages /usr/local/lib/python\${PYV}/site-packages
COPY run.py /app/run.py
CMD ["python", "/app/run.py"]
`,
      line: 5,
      message: 'PYV is empty in this stage: repeat `ARG PYV` after its FROM.',
    },

    {
      name: 'packages of the operating system that both stages have',
      text: dockerfile`
FROM python:3.14-slim-trixie AS base
RUN apt-get update && apt-get install -y python3-openssl
FROM base AS b
RUN pip install --no-cache-dir flask==3.1.2 && touch /a
FROM base
COPY --from=b /a /a
CMD ["python", "-m", "flask", "run"]
`,
      line: 6,
      message: 'flask',
    },
    {
      name: 'code that imports a package',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
RUN pip install --no-cache-dir flask==3.1.2 && touch /a
FROM python:3.14-slim-trixie
COPY --from=build /a /a
CMD ["python", "-c", "import flask"]
`,
      line: 4,
      message: 'flask',
    },

    {
      name: 'an environment that is removed before it is copied',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2
RUN rm -rf /opt/venv
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["flask", "run"]
`,
      line: 5,
      message: 'Do not remove /opt/venv (line 3).',
    },
    {
      name: 'below another root',
      text: dockerfile`
FROM python:3.13-slim-trixie AS builder
RUN pip install --no-cache-dir --root=/out flask==3.1.2
FROM python:3.13-slim-trixie
COPY --from=builder /out /out
COPY src/ /src/
CMD ["python", "-m", "src"]
`,
      line: 4,
      message: 'The packages are in /out/usr/local (line 4)',
    },
    {
      name: 'into the directory of another Python',
      text: dockerfile`
FROM python:3.13-slim-trixie AS builder
RUN pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.13-slim-trixie
COPY --from=builder /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.12/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY src/ /src/
CMD ["gunicorn", "src.app:app"]
`,
      line: 4,
      message: 'It looks in /usr/local/lib/python3.13/site-packages',
    },
    {
      name: "where Debian's own Python does not look",
      text: dockerfile`
FROM python:3.13-slim-trixie AS builder
RUN pip install --no-cache-dir flask==3.1.2
FROM gcr.io/distroless/python3-debian13:nonroot
COPY --from=builder /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages
COPY src/ /src/
CMD ["-m", "src"]
`,
      line: 4,
      message: '/usr/local/lib/python3.13/dist-packages',
    },
    {
      name: 'only /app is copied',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY src/ ./src/
FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /app .
CMD ["gunicorn", "src.app:app"]
`,
      line: 8,
      message: 'requirements.txt',
    },
    {
      name: 'the .venv of uv stays behind',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN pip install uv && uv sync --locked
COPY . .
FROM python:3.14-slim-trixie
COPY --from=builder /app/src /app/src
CMD ["python", "-m", "src"]
`,
      line: 7,
    },
  ],
  unknown: [
    {
      name: 'a script may install them',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install flask==3.1.2
FROM python:3.14-slim-trixie
COPY . /app
RUN ./install.sh
CMD ["flask", "run"]
`,
      reason: 'install.sh',
    },
  ],
  notApplicable: [
    {
      name: 'a start that needs only the standard library',
      text: dockerfile`
FROM python:3.14-slim-trixie AS docs
RUN pip install --no-cache-dir mkdocs==1.6.1 && mkdocs build -d /site
FROM python:3.14-slim-trixie
COPY --from=docs /site /site
CMD ["python", "-m", "http.server", "--directory", "/site"]
`,
    },
    {
      name: 'a script that imports only the standard library',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install mkdocs==1.6.1 && mkdocs build
FROM python:3.14-slim-trixie
COPY --from=builder /site /site
COPY serve.py .
CMD ["python", "serve.py"]
`,
      context: {
        files: ['serve.py'],
        manifests: {
          'serve.py': 'import http.server, os\nfrom pathlib import Path\n',
        },
      },
    },
    {
      name: 'code that imports only the standard library',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
RUN pip install --no-cache-dir flask==3.1.2 && touch /a
FROM python:3.14-slim-trixie
COPY --from=build /a /a
CMD ["python", "-c", "import sys, json; print(sys.version)"]
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
      name: 'one stage',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install flask
CMD ["flask", "run"]
`,
    },
  ],
});

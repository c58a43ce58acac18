import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { appCodeMissing } from './appCodeMissing';

testRule(appCodeMissing, {
  valid: [
    {
      name: 'a .pth file that adds a directory',
      text: dockerfile`
FROM python:3.14-slim-trixie AS b
RUN python -m venv /ve && echo /app/src > /ve/lib/python3.14/site-packages/app.pth && /ve/bin/pip install --no-cache-dir uvicorn==0.34.0
FROM python:3.14-slim-trixie
COPY --from=b /ve /ve
COPY . /app
WORKDIR /app
CMD ["/ve/bin/uvicorn", "billing.main:app"]
`,
      context: { files: ['src/billing/main.py'], dockerignore: '.git' },
    },

    {
      name: 'the start command changes the directory',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . /srv/orders
CMD cd /srv/orders && python main.py
`,
      context: { files: ['main.py'], dockerignore: null },
    },
    {
      name: 'the base image has a working directory',
      text: dockerfile`
FROM gcr.io/distroless/python3-debian13:nonroot
COPY main.py .
CMD ["main.py"]
`,
      context: { files: ['main.py'], dockerignore: null },
    },
    {
      name: 'the listed context has the module',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
CMD ["uvicorn", "orders.app:app"]
`,
      context: { files: ['orders/app.py'], dockerignore: null },
    },
    {
      name: 'a part of the context travels from the builder',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
WORKDIR /build
COPY . .
FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /build/src .
CMD ["python", "main.py"]
`,
      context: { files: ['src/main.py'], dockerignore: null },
    },
    {
      name: 'PYTHONPATH leads to the module',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
ENV PYTHONPATH=/app/src
COPY . .
CMD ["python", "-m", "orders"]
`,
      context: { files: ['src/orders/__main__.py'], dockerignore: null },
    },
    {
      name: 'the working directory is the package',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /srv/orders
COPY . .
WORKDIR /srv
CMD ["python", "-m", "orders"]
`,
      context: { files: ['__main__.py'], dockerignore: null },
    },
    {
      name: 'a settings file of gunicorn may lead elsewhere',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
CMD ["gunicorn", "orders.app:app"]
`,
      context: {
        files: ['src/orders/app.py', 'gunicorn.conf.py'],
        dockerignore: null,
      },
    },
    {
      name: 'the source is copied',
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
  invalid: [
    {
      name: 'the listed context has no such module',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
WORKDIR /app
COPY . .
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "orders.app:app"]
`,
      context: {
        files: ['Dockerfile', 'requirements.txt', 'order/app.py'],
        dockerignore: null,
      },
      line: 8,
      message: 'the module orders.app',
    },
    {
      name: 'the script is in another directory',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
CMD ["python", "main.py"]
`,
      context: { files: ['src/main.py'], dockerignore: null },
      line: 4,
      message: '/app/main.py',
    },
    {
      name: '.dockerignore keeps the script out',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
CMD ["python", "main.py"]
`,
      context: { files: ['main.py'], dockerignore: '*\n!src\n' },
      line: 4,
      message: '/app/main.py',
    },
    {
      name: 'the module is below the directory that Python searches',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
CMD ["python", "-m", "orders"]
`,
      context: { files: ['src/orders/__main__.py'], dockerignore: null },
      line: 4,
      message: 'the image has it in /app/src',
    },
    {
      name: 'the script was removed',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
WORKDIR /app
COPY . .
RUN rm -rf tools tests
FROM python:3.14-slim-trixie
COPY --from=builder /app /app
CMD ["python", "/app/tools/run.py"]
`,
      context: { files: ['tools/run.py', 'app.py'], dockerignore: null },
      line: 7,
      message: '/app/tools/run.py',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "src.app:app"]
`,
      line: 7,
      message: 'src',
    },
  ],
  unknown: [
    {
      name: 'the script may be made before the build',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
CMD ["python", "dist/main.py"]
`,
      context: { files: ['src/main.ts'], dockerignore: null },
      reason: 'dist/main.py',
    },
  ],
  notApplicable: [
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
  ],
});

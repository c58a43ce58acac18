import { dockerfile, testRule } from '../ruleTester';
import { devDepsInFinal } from './devDepsInFinal';

testRule(devDepsInFinal, {
  valid: [
    {
      name: '--no-dev',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev --no-editable
FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
CMD ["/app/.venv/bin/service"]
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
WORKDIR /app
COPY . .
RUN uv sync --locked --no-editable
FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
CMD ["/app/.venv/bin/service"]
`,
      line: 4,
      message: '--no-dev',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install flask==3.1.2 pytest==8.4.2
CMD ["flask", "run"]
`,
      line: 2,
      message: 'pytest',
    },
  ],
  notApplicable: [
    {
      name: 'asking for the version',
      text: dockerfile`
FROM node:24-trixie-slim
RUN yarn --version && npm -v
CMD ["node", "main.js"]
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
  ],
});

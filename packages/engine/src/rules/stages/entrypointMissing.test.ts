import { dockerfile, testRule } from '../ruleTester';
import { entrypointMissing } from './entrypointMissing';

testRule(entrypointMissing, {
  valid: [
    {
      name: 'it is copied',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY entrypoint.sh /app/entrypoint.sh
ENTRYPOINT ["/app/entrypoint.sh"]
`,
    },
    {
      name: 'the binary travels',
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
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENTRYPOINT ["/app/entrypoint.sh"]
`,
      line: 5,
      message: '/app/entrypoint.sh',
    },
  ],
  unknown: [
    {
      name: 'an image nobody knows',
      text: dockerfile`
FROM registry.example.com/base:1
ENTRYPOINT ["/app/entrypoint.sh"]
`,
      reason: 'not known',
    },
  ],
});

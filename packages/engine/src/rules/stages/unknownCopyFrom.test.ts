import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { unknownCopyFrom } from './unknownCopyFrom';

testRule(unknownCopyFrom, {
  valid: [
    {
      name: 'a stage',
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
      name: 'an image',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.9.11 /uv /bin/
`,
    },
    {
      name: 'an official image',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY --from=nginx /etc/nginx/nginx.conf /
`,
    },
  ],
  invalid: [
    {
      name: 'a number that no stage has',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN python -m venv /opt/venv
FROM python:3.14-slim-trixie
COPY --from=2 /opt/venv /opt/venv
`,
      line: 4,
      message: 'there is no stage number 2',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=build /opt/venv /opt/venv
`,
      line: 4,
      message: '`builder`',
    },
  ],
  unknown: [
    {
      name: 'may be an additional context',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY --from=mycontext /a /b
`,
      reason: 'additional build context',
    },
  ],
  notApplicable: [
    {
      name: 'nothing is copied from a stage',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . .
`,
    },
  ],
});

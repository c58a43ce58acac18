import { dockerfile, testRule } from '../ruleTester';
import { copySourceMissing } from './copySourceMissing';

testRule(copySourceMissing, {
  valid: [
    {
      name: 'it is there',
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
      name: 'the whole context',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . /app
`,
      context: { files: ['main.py'], dockerignore: null },
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /venv /opt/venv
CMD ["gunicorn", "app:app"]
`,
      line: 4,
      message: '/venv',
    },
    {
      name: 'the repository has no such file',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY missing.txt /app/
`,
      context: { files: ['main.py'], dockerignore: null },
      line: 2,
      message: 'missing.txt',
    },
    {
      name: '.dockerignore keeps it out',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY docs/ /app/
`,
      context: { files: ['docs/a.md'], dockerignore: 'docs\n' },
      line: 2,
      message: '.dockerignore',
    },
  ],
  unknown: [
    {
      name: 'a script may have made it',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN ./install.sh
FROM python:3.14-slim-trixie
COPY --from=builder /srv/out /out
`,
      reason: '/srv/out',
    },
  ],
});

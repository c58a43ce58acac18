import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { testsOrVcsCopied } from './testsOrVcsCopied';

testRule(testsOrVcsCopied, {
  valid: [
    {
      name: 'a folder of the repository has no .git',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . /app
`,
      context: { files: ['a.py'], dockerignore: null, isBelowRoot: true },
    },

    {
      name: 'the builder removes them before the copy',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
WORKDIR /app
COPY . .
RUN rm -rf tests .git
FROM python:3.14-slim-trixie
COPY --from=builder /app /app
`,
      context: { files: ['app.py', 'tests/a.py'], dockerignore: null },
    },
    {
      name: '.dockerignore keeps them out',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . /app
`,
      context: {
        dockerignore:
          '.git\ntests\ntest\n.github\n.venv\nnode_modules\n**/__pycache__\n.env\n',
      },
    },
  ],
  invalid: [
    {
      name: 'no .dockerignore',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . /app
`,
      context: { dockerignore: null },
      line: 2,
      message: '.git',
    },
    {
      name: 'what the repository is known to hold',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . /app
`,
      context: { files: ['app.py', 'tests/a.py'], dockerignore: '.git\n' },
      line: 2,
      message: 'copies tests into',
    },
  ],
  unknown: [
    {
      name: 'the .dockerignore is not known',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . /app
`,
      reason: '.dockerignore',
    },
  ],
  notApplicable: [
    {
      name: 'single directories',
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
});

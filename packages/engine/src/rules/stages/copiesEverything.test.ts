import { dockerfile, testRule } from '../ruleTester';
import { copiesEverything } from './copiesEverything';

testRule(copiesEverything, {
  valid: [
    {
      name: 'one directory',
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
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder / /
CMD ["gunicorn", "app:app"]
`,
      line: 4,
    },
  ],
  notApplicable: [
    {
      name: 'nothing comes from a stage',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . /app
`,
    },
  ],
});

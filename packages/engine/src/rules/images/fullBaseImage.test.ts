import { dockerfile, testRule } from '../ruleTester';
import { fullBaseImage } from './fullBaseImage';

testRule(fullBaseImage, {
  valid: [
    {
      name: 'slim',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
    },
    {
      name: 'full to build with',
      text: dockerfile`
FROM python:3.14-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-trixie
`,
      line: 1,
      message: 'full variant',
    },
  ],
  unknown: [
    {
      name: 'a build argument names it',
      text: dockerfile`
ARG BASE
FROM \${BASE}
`,
      reason: 'has no default',
    },
  ],
});

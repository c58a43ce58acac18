import { dockerfile, testRule } from '../ruleTester';
import { healthcheckToolMissing } from './healthcheckToolMissing';

testRule(healthcheckToolMissing, {
  valid: [
    {
      name: 'BusyBox has wget',
      text: dockerfile`
FROM python:3.14-alpine3.24
HEALTHCHECK CMD wget -q -O- http://localhost:8000/ || exit 1
`,
    },
    {
      name: 'it is installed',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y curl
HEALTHCHECK CMD curl -f http://localhost:8000/
`,
    },
    {
      name: 'Python checks itself',
      text: dockerfile`
FROM python:3.14-slim-trixie
HEALTHCHECK CMD ["python", "-c", "print(1)"]
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
HEALTHCHECK CMD curl -f http://localhost:8000/healthz || exit 1
`,
      line: 2,
      message: 'curl',
    },
  ],
  unknown: [
    {
      name: 'an image nobody knows',
      text: dockerfile`
FROM registry.example.com/base:1
HEALTHCHECK CMD curl -f http://localhost/
`,
      reason: 'curl',
    },
  ],
  notApplicable: [
    {
      name: 'switched off',
      text: dockerfile`
FROM python:3.14-slim-trixie
HEALTHCHECK NONE
`,
    },
  ],
});

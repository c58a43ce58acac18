import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
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
    {
      name: 'the debug tag of distroless has BusyBox',
      text: dockerfile`
FROM gcr.io/distroless/static-debian13:debug
COPY server /server
HEALTHCHECK CMD ["wget", "-q", "-O-", "http://localhost:8000/healthz"]
ENTRYPOINT ["/server"]
`,
    },
    {
      name: 'BusyBox looks for processes',
      text: dockerfile`
FROM python:3.14-alpine3.24
HEALTHCHECK CMD pgrep python
CMD ["python", "-m", "app"]
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
    {
      name: 'an image in which nothing can be installed',
      text: dockerfile`
FROM gcr.io/distroless/python3-debian13:nonroot
HEALTHCHECK CMD ["curl", "-f", "http://localhost:8000/healthz"]
`,
      line: 2,
      message: 'Check with Python in exec form: nothing can be installed',
    },
    {
      name: 'an empty image',
      text: dockerfile`
FROM scratch
COPY server /server
HEALTHCHECK CMD ["curl", "-f", "http://localhost:8000/healthz"]
CMD ["/server"]
`,
      line: 3,
      message: 'Let the service check itself',
    },
    {
      name: 'the full variant has no netcat',
      text: dockerfile`
FROM python:3.14-trixie
HEALTHCHECK CMD nc -z localhost 8000
`,
      line: 2,
      message: 'or install netcat-openbsd',
    },
  ],
  unknown: [
    {
      name: 'the image of a product may bring curl',
      text: dockerfile`
FROM nginx:1.29-alpine
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
`,
      reason: 'curl',
    },

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

import { dockerfile, testRule } from '../ruleTester';
import { cacheInFinalLayer } from './cacheInFinalLayer';

testRule(cacheInFinalLayer, {
  valid: [
    {
      name: 'no cache',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir flask==3.1.2
`,
    },
    {
      name: 'a cache mount',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.1.2
`,
    },
    {
      name: 'lists removed',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install flask==3.1.2
`,
      line: 2,
      message: 'pip',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y curl
`,
      line: 2,
      message: 'apt',
    },
  ],
  notApplicable: [
    {
      name: 'in a build stage',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install flask
FROM python:3.14-slim-trixie
`,
    },
  ],
});

import { dockerfile, testRule } from '../ruleTester';
import { secretInBuildArg } from './secretInBuildArg';

testRule(secretInBuildArg, {
  valid: [
    {
      name: 'names that point to a secret',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV APP_ENV=production SECRET_FILE=/run/secrets/a
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV API_KEY=abcdef0123456789
`,
      line: 2,
      message: 'API_KEY',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
ARG PIP_INDEX_URL=https://user:token@pypi.example.com/simple
`,
      line: 2,
      message: 'PIP_INDEX_URL',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
ARG GITHUB_TOKEN
`,
      line: 2,
      severity: 'high',
      message: 'GITHUB_TOKEN',
    },
  ],
  notApplicable: [
    {
      name: 'no variables',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
    },
  ],
});

import { dockerfile, testRule } from '../ruleTester';
import { secretInBuildArg } from './secretInBuildArg';

testRule(secretInBuildArg, {
  valid: [
    {
      name: 'no value, switches, numbers, files and addresses',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV PASSWORD= API_TOKEN=""
ENV VAULT_SECRET_CHECK=false TOKEN_LIMIT=4096 SECRET_KEY_FALLBACKS_COUNT=2
ENV GOOGLE_APPLICATION_CREDENTIALS=/secrets/gcp.json REACT_APP_AUTH_SERVER=https://auth.example.com
`,
    },
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

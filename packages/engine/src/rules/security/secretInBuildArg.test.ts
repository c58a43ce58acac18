import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { secretInBuildArg } from './secretInBuildArg';

testRule(secretInBuildArg, {
  valid: [
    {
      name: 'checksums, branches, methods and values that have yet to be set',
      text: dockerfile`
FROM debian:trixie-slim
ENV NGX_AUTH_SHA1=a68166aec88784325f3358a16dedc70f2df73342 NGX_AUTH_LDAP_BRANCH=master PG_AUTH=trust API_KEY=OVERRIDE_ME TOKEN=00000000000000000000000000000000
ENV ADMIN_PASSWORD=ChangeThisDefaultPassword1234 DB_PASSWORD=**DefineMe** SECRET=ignored AUTH_TOKEN=unknown
ARG SECRET_MANAGER=vault
`,
    },

    {
      name: 'names of classes, of models and of the place of a secret',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV PASSWORD_HASHER=argon2 AUTH_USER_MODEL=accounts.User AUTH_PASSWORD_VALIDATORS=strict
ENV SECRET_ARN=arn:aws:secretsmanager:eu-central-1:123456789012:secret:db
`,
    },
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
      name: 'what has yet to be filled in',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV API_KEY="**None**" ACCESS_TOKEN=XXXXXX AWS_SECRET_ACCESS_KEY=your-key-here
`,
    },
    {
      name: 'copies of what is empty or comes from nowhere',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV EMPTY=
ENV ADMIN_PASSWORD=$EMPTY SECRET_KEY=$nothing
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
      name: 'the form of a checksum is no proof',
      text: dockerfile`
FROM debian:trixie-slim
ENV ORACLE_TOKEN=96a7b8442fe848ef90c96a2fad6ed6d1 ADMIN_PASSWORD_SALT=CFF5496CC9504D39A07927563C74D733X
`,
      line: 2,
      message: 'ORACLE_TOKEN',
      severity: 'high',
    },

    {
      name: 'a password in the query of an address',
      text: dockerfile`
FROM eclipse-temurin:21-jre
ENV JDBC_URL="jdbc:postgresql://db/x?user=u&password=S3cretPassw0rd"
`,
      line: 2,
      message: 'an address with credentials',
    },
    {
      name: 'the password that everyone uses, on another host',
      text: dockerfile`
FROM eclipse-temurin:21-jre
ENV BACKUP_URL=ftp://backup:password@backup.network
`,
      line: 2,
      message: 'an address with credentials',
      severity: 'high',
    },
    {
      name: 'the password of a user',
      text: dockerfile`
FROM debian:trixie-slim
RUN useradd term && echo "term:term" | chpasswd
`,
      line: 2,
      message: 'the password of a user',
      severity: 'high',
    },
    {
      name: 'a token in the address that a command reads',
      text: dockerfile`
FROM debian:trixie-slim
RUN git clone https://me:ghp_abcdefghijklmnopqrstuvwxyz0123456789@github.com/me/private.git
`,
      line: 2,
      message: 'Rotate it.',
    },

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
    {
      name: 'an argument that becomes part of the image',
      text: dockerfile`
FROM python:3.14-slim-trixie
ARG token
ENV API_TOKEN=$token
`,
      line: 2,
      severity: 'high',
      message: 'its value stays in the history',
    },
    {
      name: 'an argument of a stage that does not ship',
      text: dockerfile`
FROM node:24-slim AS web
ARG NPM_TOKEN
RUN npm ci
FROM nginx:1.29-alpine
COPY --from=web /app /usr/share/nginx/html
`,
      line: 2,
      severity: 'low',
      message:
        'its value stays in the build cache and the provenance of stage web',
    },
    {
      name: 'a token that the file gives away in a stage that does not ship',
      text: dockerfile`
FROM node:24-slim AS web
ENV NPM_TOKEN=npm_abcdefghijklmnopqrstuvwxyz0123456789
FROM nginx:1.29-alpine
COPY --from=web /app /usr/share/nginx/html
`,
      line: 2,
      severity: 'critical',
      message: 'its value stays in the build cache and in this file',
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

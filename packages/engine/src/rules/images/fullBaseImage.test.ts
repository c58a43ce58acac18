import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
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
    {
      name: 'PHP, which has no slim variant',
      text: dockerfile`
FROM php:8.4-apache
`,
    },
  ],
  invalid: [
    {
      name: 'programs that the slim variant does not have',
      text: dockerfile`
FROM python:3.13
RUN git clone https://example.com/a.git
CMD ["python", "a.py"]
`,
      line: 1,
      message:
        'Use `python:3.13-slim`, and install `git`, which it does not have.',
    },
    {
      name: 'gems are compiled',
      text: dockerfile`
FROM ruby:4.0
COPY Gemfile Gemfile.lock ./
RUN bundle install
CMD ["puma"]
`,
      line: 1,
      message:
        'Install the gems in a build stage, and copy them into `ruby:4.0-slim`, which has no compiler.',
    },
    {
      name: 'packages are compiled against headers',
      text: dockerfile`
FROM python:3.14
RUN apt-get update && apt-get install -y libgdal-dev
RUN pip install GDAL==3.10.3
`,
      line: 1,
      message:
        'Install the packages in a build stage, and copy them into `python:3.14-slim`, which has no compiler.',
    },
    {
      name: 'a version that is supported stays',
      text: dockerfile`
FROM python:3.12-bullseye
CMD ["python", "a.py"]
`,
      line: 1,
      message: 'Use `python:3.12-slim-trixie`.',
    },
    {
      name: 'of a release that ended, the variant of its successor',
      text: dockerfile`
FROM python:3.8-bullseye
`,
      line: 1,
      message: 'Use `python:3.14-slim-trixie`',
    },
    {
      text: dockerfile`
FROM python:3.14-trixie
`,
      line: 1,
      message: 'Use `python:3.14-slim-trixie`',
    },
    {
      text: dockerfile`
FROM node:24-bookworm
`,
      line: 1,
      message: 'Use `node:24-bookworm-slim`',
    },
    {
      text: dockerfile`
FROM ruby:3.4
`,
      line: 1,
      message: 'Use `ruby:3.4-slim`',
    },
    {
      name: 'a variant with a mission of its own',
      text: dockerfile`
FROM python:3.6-onbuild
`,
      line: 1,
      message: 'Use the slim variant',
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

import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { checksOf, evaluateDockerfile } from '../../scorecard';
import { eolBase } from './eolBase';

testRule(eolBase, {
  valid: [
    {
      name: 'supported',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
    },
    {
      name: 'long-term support',
      text: dockerfile`
FROM debian:bookworm-slim
`,
    },
    {
      name: 'a major version that moves to the newest release',
      text: dockerfile`
FROM alpine:3
`,
    },
    {
      name: 'a floating tag of an image that is rebuilt',
      text: dockerfile`
FROM nginx:alpine
`,
    },
    {
      name: 'the newest release of a product',
      text: dockerfile`
FROM tomcat:9-jdk17-temurin
`,
    },
    {
      name: 'an image of one architecture',
      text: dockerfile`
FROM arm64v8/python:3.14-slim-trixie
`,
    },
    {
      name: 'paid support that the fleet has',
      text: dockerfile`
FROM ubuntu:20.04
`,
      policy: { extendedSupport: ['ubuntu'] },
    },
    {
      name: 'an own image that the policy describes',
      text: dockerfile`
FROM registry.example.com/base:1
`,
      policy: {
        ownImages: {
          'registry.example.com/base:*': { supportedUntil: '2026-11-23' },
        },
      },
    },
    {
      name: 'a variant that this uv never had',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:0.12.5-python3.13-bookworm-slim
`,
    },
  ],
  invalid: [
    {
      name: 'uv on a release of Debian that it is no longer built on',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim
`,
      line: 1,
      message: 'Build on `ghcr.io/astral-sh/uv:python3.12-trixie-slim`.',
    },
    {
      name: 'what names the release, and what it does not have',
      text: dockerfile`
FROM debian:buster-slim
RUN curl -fsSL https://example.com/key | apt-key add - && echo "deb https://example.com/debian buster main" > /etc/apt/sources.list.d/a.list
`,
      line: 1,
      message:
        'Build on `debian:trixie-slim`. Replace `buster` in sources, and apt-key.',
    },
    {
      name: 'a package that was dropped for good',
      text: dockerfile`
FROM debian:buster-slim
RUN apt-get update && apt-get install -y software-properties-common php7.3-fpm
`,
      line: 1,
      message:
        'and install `php8.4-fpm` in place of `php7.3-fpm`, find a substitute for `software-properties-common`.',
    },
    {
      name: 'packages that the next release does not have',
      text: dockerfile`
FROM debian:stretch-slim
RUN apt-get install -y python python-pip netcat
CMD ["python", "a.py"]
`,
      line: 1,
      message:
        'Build on `debian:trixie-slim`, and install `python-is-python3`, `python3-pip` and 1 more in place of `python`, `python-pip` and 1 more.',
    },
    {
      name: 'a variable in FROM',
      text: dockerfile`
ARG ARCH=amd64
FROM \${ARCH}/node:12-alpine
`,
      line: 2,
      message: 'Build on the tag `24-alpine`.',
    },
    {
      name: 'a development release of Perl',
      text: dockerfile`
FROM perl:5.20
`,
      line: 1,
      message: 'Build on `perl:5.44`.',
    },
    {
      name: 'a variant of Java',
      text: dockerfile`
FROM maven:3.6.1-jdk-11-slim
`,
      line: 1,
      message: '-eclipse-temurin-11`.',
    },
    {
      name: '.NET Core moved to another folder',
      text: dockerfile`
FROM mcr.microsoft.com/dotnet/core/aspnet:2.1.14-alpine3.9
`,
      line: 1,
      message: 'Build on `mcr.microsoft.com/dotnet/aspnet:10.0-alpine`.',
    },
    {
      name: 'CentOS has no release to move to',
      text: dockerfile`
FROM centos:7.5.1804
`,
      line: 1,
      message: 'Build on `almalinux:8`.',
    },
    {
      text: dockerfile`
FROM python:3.9-slim-buster
`,
      line: 1,
      message: 'reached end of life',
    },
    {
      name: 'a point release of one that ended',
      text: dockerfile`
FROM centos:7.9.2009
`,
      line: 1,
      message: 'CentOS 7 reached end of life on 2024-06-30',
    },
    {
      name: 'an image that is no longer built, with its successor',
      text: dockerfile`
FROM java:8-jre
`,
      line: 1,
      message:
        'java:8-jre: the image has not been rebuilt since 2017-05-17. Build on `eclipse-temurin:8-jre`.',
    },
    {
      name: 'a release whose vendor ended it',
      text: dockerfile`
FROM mcr.microsoft.com/dotnet/aspnet:6.0-alpine
`,
      line: 1,
      message: '.NET 6 reached end of life on 2024-11-12',
    },
    {
      name: 'a product that ended',
      text: dockerfile`
FROM nginx:1.15.8-alpine
`,
      line: 1,
      message:
        'the tag has not been rebuilt since 2019-06-04. Build on `nginx:1.31-alpine`.',
    },
    {
      name: 'commands of Go that need a module in the new version',
      text: dockerfile`
FROM golang:1.10
RUN go get github.com/acme/tool
`,
      line: 1,
      message: 'Go needs a go.mod there.',
    },
    {
      name: 'an image that installed the project by itself',
      text: dockerfile`
FROM python:3-onbuild
CMD ["python", "app.py"]
`,
      line: 1,
      message: 'Copy the source and install its packages: ONBUILD did that.',
    },
    {
      name: 'a Python that is called by its version',
      text: dockerfile`
FROM python:3.7-slim
CMD ["python3.7", "app.py"]
`,
      line: 1,
      message: 'Replace `python3.7` where it stands.',
    },
    {
      name: 'packages that are compiled',
      text: dockerfile`
FROM python:3.8
RUN pip install mysqlclient==2.2.7
`,
      line: 1,
      message:
        'Build on `python:3.14-slim-trixie`, and install `build-essential`, which it does not have.',
    },
    {
      name: 'gems that are compiled',
      text: dockerfile`
FROM ruby:3.1
RUN bundle install
`,
      line: 1,
      message: 'and install `build-essential`, which it does not have.',
    },
    {
      name: 'setup.py on a Python without setuptools',
      text: dockerfile`
FROM python:3.7-slim
COPY . .
RUN python setup.py bdist_wheel
`,
      line: 1,
      message: 'Install setuptools: Python 3.12 dropped it.',
    },
    {
      name: '.NET, which does not roll forward to another major version',
      text: dockerfile`
FROM mcr.microsoft.com/dotnet/core/runtime:3.0.0-alpine3.9
CMD ["dotnet", "app.dll"]
`,
      line: 1,
      message:
        '.NET 3.0 reached end of life on 2020-03-03. Build on `mcr.microsoft.com/dotnet/runtime:10.0-alpine`. Port the code from .NET 3.0 to 10.',
    },
    {
      name: 'sudo of an old Ubuntu',
      text: dockerfile`
FROM ubuntu:14.04
RUN sudo true
`,
      line: 1,
      message: 'and install `sudo`, which it does not have.',
    },
    {
      name: 'OpenJDK on Alpine',
      text: dockerfile`
FROM java:8-jdk-alpine
RUN apk add --no-cache bash
`,
      line: 1,
      message: 'Build on `eclipse-temurin:8-jdk-alpine`.',
    },
    {
      name: 'PHP, with the same flavour of the newest release',
      text: dockerfile`
FROM php:7.3-fpm-alpine3.12
`,
      line: 1,
      message: 'Build on `php:8.5-fpm-alpine`.',
    },
    {
      name: 'Ubuntu after its standard support',
      text: dockerfile`
FROM ubuntu:20.04
`,
      line: 1,
      message:
        'Ubuntu 20.04 reached end of life on 2025-05-31. Build on `ubuntu:26.04`.',
    },
    {
      name: 'a release older than all that the data has',
      text: dockerfile`
FROM nginx:0.8
`,
      line: 1,
      message: 'nginx 0.8 reached end of life before',
    },
    {
      name: 'what the tag of an unknown image tells',
      text: dockerfile`
FROM somebody/tool:2.1-buster
`,
      line: 1,
      message: 'Debian 10 reached end of life on 2024-06-30',
    },
    {
      name: 'an image of one architecture',
      text: dockerfile`
FROM arm32v7/python:2.7-buster
`,
      line: 1,
      message:
        'Debian 10 reached end of life on 2024-06-30, and Python 2.7 on 2020-01-01. Build on `arm32v7/python:3.14-slim-trixie`. Port the code from Python 2.7 to 3.14.',
    },
    {
      name: 'a build stage',
      text: dockerfile`
FROM python:3.8-slim-buster AS builder
RUN pip wheel flask
FROM python:3.14-slim-trixie
COPY --from=builder /a /a
`,
      line: 1,
      severity: 'medium',
      message: 'It is used only to build',
    },
  ],
  unknown: [
    {
      name: 'an image without support data',
      text: dockerfile`
FROM tensorflow/tensorflow:2.19.0
`,
      reason: 'How long tensorflow/tensorflow:2.19.0 is supported is not known',
    },
    {
      name: 'an image nobody knows',
      text: dockerfile`
FROM registry.example.com/base:1
`,
      reason:
        'The base image registry.example.com/base:1 is not known; describe it under `ownImages`',
    },
  ],
});

function checkOn(today: string) {
  return checksOf(
    evaluateDockerfile({
      path: 'Dockerfile',
      text: 'FROM python:3.9-slim-bookworm\n',
      today,
    }),
  ).find(({ rule }) => rule === 'eol-base');
}

it.each([
  ['2025-10-31', 'pass'],
  ['2025-11-01', 'fail'],
])(
  'Python 3.9, which is supported to 2025-10-31, on %s: %s',
  (today, state) => {
    expect(checkOn(today)?.state).toBe(state);
  },
);

it('keeps only gold open where a build stage is not known', () => {
  const checks = checksOf(
    evaluateDockerfile({
      path: 'Dockerfile',
      text: 'FROM acme/build:1 AS b\nFROM python:3.14-slim-trixie\nCOPY --from=b /a /a\n',
      today: '2026-11-23',
    }),
  );
  expect(checks.find(({ rule }) => rule === 'eol-base')).toMatchObject({
    state: 'unknown',
    level: 'gold',
  });
});

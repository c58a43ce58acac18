import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { cacheInFinalLayer } from './cacheInFinalLayer';

testRule(cacheInFinalLayer, {
  valid: [
    {
      name: 'an option that pip takes in short',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install --no-cache flask==3.1.0
`,
    },

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
    {
      name: 'cleaned by the package manager',
      text: dockerfile`
FROM registry.access.redhat.com/ubi9/ubi-minimal
RUN microdnf install -y python3.12 && microdnf clean all
RUN dnf install -y gcc && dnf -y clean all --enablerepo='*'
`,
    },
    {
      name: 'removed where the family of dnf keeps it',
      text: dockerfile`
FROM fedora:44
RUN dnf install -y python3 && rm -rf /var/cache/libdnf5/*
RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y curl
`,
    },
    {
      name: 'removed after what may fail unnoticed',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update ; apt-get install -y curl && rm -rf /var/lib/apt/lists/* ; mkdir /app
`,
    },
    {
      name: 'the home directory is cleaned',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install flask==3.1.2 && rm -rf ~/.cache
RUN pip install gunicorn==23.0.0 && rm -rf $HOME/.cache/pip
RUN pip install uvicorn==0.38.0 && pip cache purge
`,
    },
    {
      name: 'lists removed by find, and by apt itself',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y curl && find /var/lib/apt/lists -type f -delete
RUN apt-get update && apt-get install -y wget && apt-get distclean
`,
    },
  ],
  invalid: [
    {
      name: 'cleaned too late',
      text: dockerfile`
FROM fedora:44
RUN dnf install -y python3
RUN dnf clean all
`,
      line: 2,
      message: 'end the same RUN with `dnf clean all`',
    },
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

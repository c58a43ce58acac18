import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { installWithoutRootRule } from './installWithoutRoot';

testRule(installWithoutRootRule, {
  notApplicable: [
    {
      name: 'root installs, before and after another user',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update
USER 10001
RUN true
USER root
RUN apt-get install -y curl
USER 10001
`,
    },
    {
      name: 'sudo',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y sudo
USER 10001
RUN sudo apt-get install -y curl
`,
    },
    {
      name: 'it may fail',
      text: dockerfile`
FROM debian:trixie-slim
USER 10001
RUN apt-get update || true
`,
    },
    {
      name: 'an image whose user nobody knows',
      text: dockerfile`
FROM acme/base:1
RUN apt-get update
`,
    },
    {
      name: 'pip, which needs no root',
      text: dockerfile`
FROM python:3.14-slim-trixie
USER 10001
RUN pip install --user flask==3.1.2
`,
    },
  ],
  invalid: [
    {
      name: 'behind USER',
      text: dockerfile`
FROM debian:trixie-slim
USER 10001
RUN apt-get update && apt-get install -y curl
`,
      line: 3,
      message:
        '`apt-get` (line 3) runs as user 10001, and only root may install packages, so the build stops. Put it in front of USER (line 2).',
      trace: ['2: sets the user'],
    },
    {
      name: 'in a stage on another one',
      text: dockerfile`
FROM alpine:3.22 AS app
USER app
CMD ["/app"]
FROM app AS test
RUN apk add --no-cache git
`,
      line: 5,
      message: 'Begin the stage with `USER root`, and end it with `USER app`.',
    },
    {
      name: 'the user of the base image',
      text: dockerfile`
FROM mambaorg/micromamba:2.5.0
RUN apt-get update
`,
      line: 2,
      message: 'runs as user mambauser',
    },
  ],
});

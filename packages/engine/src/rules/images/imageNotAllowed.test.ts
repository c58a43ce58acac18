import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { imageNotAllowed } from './imageNotAllowed';

testRule(imageNotAllowed, {
  valid: [
    {
      name: 'on the list',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
      policy: {
        allowedImages: ['docker.io/library/python:*', 'registry.example.com/*'],
      },
    },
    {
      name: 'from the own registry',
      text: dockerfile`
FROM registry.example.com/base/python:3
`,
      policy: {
        allowedImages: ['docker.io/library/python:*', 'registry.example.com/*'],
      },
    },
  ],
  invalid: [
    {
      name: 'another image',
      text: dockerfile`
FROM debian:trixie
`,
      policy: {
        allowedImages: ['docker.io/library/python:*', 'registry.example.com/*'],
      },
      line: 1,
      message: 'docker.io/library/debian:trixie',
    },
    {
      name: 'copied from',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY --from=nginx:1.29 /a /a
`,
      policy: {
        allowedImages: ['docker.io/library/python:*', 'registry.example.com/*'],
      },
      line: 2,
      message: 'nginx',
    },
  ],
  unknown: [
    {
      name: 'a build argument names it',
      text: dockerfile`
ARG BASE
FROM \${BASE}
`,
      policy: {
        allowedImages: ['docker.io/library/python:*', 'registry.example.com/*'],
      },
      reason: 'has no default',
    },
  ],
  notApplicable: [
    {
      name: 'no list',
      text: dockerfile`
FROM debian:trixie
`,
    },
  ],
});

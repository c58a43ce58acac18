import { dockerfile, testRule } from '../ruleTester';
import { unpinnedTag } from './unpinnedTag';

testRule(unpinnedTag, {
  valid: [
    {
      name: 'a version',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
    },
    {
      name: 'a digest',
      text: dockerfile`
FROM python@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
`,
    },
    {
      name: 'distroless',
      text: dockerfile`
FROM gcr.io/distroless/python3-debian13:nonroot
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python
`,
      line: 1,
      message: 'no tag',
    },
    {
      text: dockerfile`
FROM python:latest
`,
      line: 1,
      message: 'newest',
    },
    {
      text: dockerfile`
FROM python:3-slim
`,
      line: 1,
      message: 'open',
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

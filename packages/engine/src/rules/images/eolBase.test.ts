import { dockerfile, testRule } from '../ruleTester';
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
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.9-slim-buster
`,
      line: 1,
      message: 'ended',
    },
    {
      name: 'only built with',
      text: dockerfile`
FROM python:3.8-slim-buster AS builder
RUN pip wheel flask
FROM python:3.14-slim-trixie
COPY --from=builder /a /a
`,
      line: 1,
      severity: 'medium',
      message: 'only built with',
    },
  ],
  unknown: [
    {
      name: 'an image nobody knows',
      text: dockerfile`
FROM registry.example.com/base:1
`,
      reason: 'registry.example.com/base:1',
    },
  ],
});

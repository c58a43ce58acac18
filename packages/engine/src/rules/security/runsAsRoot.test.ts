import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { runsAsRoot } from './runsAsRoot';

testRule(runsAsRoot, {
  valid: [
    {
      name: 'a number',
      text: dockerfile`
FROM python:3.14-slim-trixie
USER 10001
`,
    },
    {
      name: 'the base runs as another user',
      text: dockerfile`
FROM gcr.io/distroless/python3-debian13:nonroot
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD ["python"]
`,
      line: 1,
      message: 'root',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
USER 10001
USER root
CMD ["python"]
`,
      line: 3,
      message: 'root',
    },
    {
      name: 'distroless has a tag for it',
      text: dockerfile`
FROM gcr.io/distroless/python3-debian13
CMD ["main.py"]
`,
      line: 1,
      message: 'Build on its tag `gcr.io/distroless/python3-debian13:nonroot`',
    },
    {
      name: 'an empty image knows no names',
      text: dockerfile`
FROM scratch
COPY server /server
CMD ["/server"]
`,
      line: 1,
      message: 'a number needs no entry',
    },
  ],
  unknown: [
    {
      name: 'an image nobody knows',
      text: dockerfile`
FROM registry.example.com/base:1
`,
      reason: 'not known',
    },
  ],
});

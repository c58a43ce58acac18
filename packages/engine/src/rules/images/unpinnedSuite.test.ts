import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { unpinnedSuite } from './unpinnedSuite';

testRule(unpinnedSuite, {
  valid: [
    {
      name: 'named',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim
`,
      line: 1,
      message: 'python:3.14-slim-trixie',
    },
    {
      name: 'the release is part of the name of the image',
      text: dockerfile`
FROM gcr.io/distroless/python3:nonroot
`,
      line: 1,
      message: 'Write `gcr.io/distroless/python3-debian13:nonroot`',
    },
  ],
  notApplicable: [
    {
      name: 'scratch',
      text: dockerfile`
FROM scratch
`,
    },
  ],
});

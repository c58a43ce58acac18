import { dockerfile, testRule } from '../ruleTester';
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

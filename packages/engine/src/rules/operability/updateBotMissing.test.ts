import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { updateBotMissing } from './updateBotMissing';

testRule(updateBotMissing, {
  valid: [
    {
      name: 'there is one',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
      context: { hasUpdateBot: true },
    },
  ],
  invalid: [
    {
      name: 'there is none',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
      context: { hasUpdateBot: false },
      line: 1,
      message: 'Renovate',
    },
  ],
  unknown: [
    {
      name: 'the repository is not known',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
      reason: 'not known',
    },
  ],
});

import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { syntaxError } from './syntaxError';

testRule(syntaxError, {
  valid: [
    {
      name: 'it can be built',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FORM python:3.14-slim-trixie
`,
      line: 1,
      message: 'FORM',
    },
    {
      text: dockerfile`
FROM a AS b
FROM c AS a
COPY --from=d
`,
      line: 3,
    },
  ],
});

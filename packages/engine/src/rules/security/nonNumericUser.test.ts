import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { nonNumericUser } from './nonNumericUser';

testRule(nonNumericUser, {
  valid: [
    {
      name: 'a number',
      text: dockerfile`
FROM python:3.14-slim-trixie
USER 10001
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN useradd app
USER app
`,
      line: 3,
      message: 'app',
    },
  ],
});

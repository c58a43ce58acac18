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
  notApplicable: [
    {
      name: 'an empty variable leaves root',
      text: dockerfile`
FROM golang:1.26 AS b
ARG APPUSER=app
RUN true
FROM scratch
COPY --from=b /x /x
USER \${APPUSER}
`,
    },
  ],
});

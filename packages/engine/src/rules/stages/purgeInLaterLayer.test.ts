import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { purgeInLaterLayer } from './purgeInLaterLayer';

testRule(purgeInLaterLayer, {
  valid: [
    {
      name: 'one RUN',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gcc && pip install flask==3.1.2 && apt-get purge -y gcc
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gcc
RUN pip install flask==3.1.2
RUN apt-get purge -y gcc
`,
      line: 4,
      message: 'gcc',
    },
    {
      name: 'a virtual group',
      text: dockerfile`
FROM alpine:3.24
RUN apk add --no-cache --virtual .build gcc
RUN apk del .build
`,
      line: 3,
      message: 'gcc',
    },
  ],
  notApplicable: [
    {
      name: 'nothing is removed',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gcc
`,
    },
  ],
});

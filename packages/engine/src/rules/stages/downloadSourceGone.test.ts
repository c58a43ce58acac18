import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { goneSourceIn } from '../../facts/goneSources';
import { downloadSourceGone } from './downloadSourceGone';

testRule(downloadSourceGone, {
  notApplicable: [
    {
      name: 'another place is tried after it',
      text: dockerfile`
FROM debian:trixie
RUN gpg --keyserver ha.pool.sks-keyservers.net --recv-keys 0xA1 || gpg --keyserver keys.openpgp.org --recv-keys 0xA1
`,
    },
    {
      name: 'it is only printed',
      text: dockerfile`
FROM debian:trixie
RUN echo git://github.com/acme/tool
`,
    },
    {
      name: 'places that are there',
      text: dockerfile`
FROM debian:trixie
RUN gpg --keyserver keys.openpgp.org --recv-keys 0xA1 && git clone https://github.com/acme/tool
`,
    },
  ],
  invalid: [
    {
      name: 'a key server',
      text: dockerfile`
FROM debian:trixie
RUN set -ex; gpg --batch --keyserver ha.pool.sks-keyservers.net --recv-keys 0xA1; gpg --version
`,
      line: 2,
      message:
        '`gpg` (line 2) needs the key server sks-keyservers.net, which has been gone since 2021-06-21, so the build stops. Use `keyserver.ubuntu.com`.',
    },
    {
      name: 'the protocol of GitHub, once',
      text: dockerfile`
FROM debian:trixie
RUN git clone git://github.com/acme/tool && git clone git://github.com/acme/other
`,
      line: 2,
      message: 'Write `https://github.com/…`.',
    },
  ],
});

describe('goneSourceIn', () => {
  it.each([
    ['2022-03-14', undefined],
    ['2022-03-15', 'the unencrypted Git protocol of GitHub'],
  ])('on %s is %s', (today, name) => {
    expect(goneSourceIn('git://github.com/acme/tool', today)?.name).toBe(name);
  });
});

import type { BuildContext } from '../../contents/buildContext';
import { imageOf } from '../../__testUtils__/testImage';

const PYTHON = 'FROM python:3.14-slim-trixie\n';

function contextOf(script: string): BuildContext {
  return {
    files: ['run.sh', 'start'],
    dockerignore: null,
    manifests: { 'run.sh': script, start: '#!/bin/sh\nexec /app/run.sh "$@"' },
  };
}

/** Programs that start, with their first argument. */
function startsOf(text: string, script?: string): string[] {
  const context = script === undefined ? {} : contextOf(script);
  return imageOf(PYTHON + text, context).launches.map(({ program, args }) =>
    [program, ...args].join(' '),
  );
}

it.each([
  ['CMD in exec form', 'CMD ["gunicorn", "a:b"]', ['gunicorn a:b']],
  ['CMD in shell form', 'CMD gunicorn a:b', ['gunicorn a:b']],
  [
    'ENTRYPOINT with CMD as its arguments',
    'ENTRYPOINT ["gunicorn"]\nCMD ["a:b"]',
    ['gunicorn a:b'],
  ],
  [
    'ENTRYPOINT in shell form ignores CMD',
    'ENTRYPOINT gunicorn a:b\nCMD ["x"]',
    ['gunicorn a:b'],
  ],
  [
    'an ENTRYPOINT that is taken away',
    'ENTRYPOINT []\nCMD ["gunicorn", "a:b"]',
    ['gunicorn a:b'],
  ],
  [
    'an empty ENTRYPOINT',
    'ENTRYPOINT [""]\nCMD gunicorn a:b',
    ['gunicorn a:b'],
  ],
  ['sh -c', 'CMD ["sh", "-c", "exec gunicorn a:b"]', ['gunicorn a:b']],
  [
    'tini',
    'ENTRYPOINT ["tini", "--"]\nCMD ["python", "a.py"]',
    ['python a.py'],
  ],
  ['dumb-init', 'CMD ["dumb-init", "python", "a.py"]', ['python a.py']],
  ['uv run', 'CMD ["uv", "run", "--no-sync", "serve"]', ['serve']],
  ['poetry run', 'CMD ["poetry", "run", "python", "a.py"]', ['python a.py']],
  ['env', 'CMD ["env", "A=b", "python", "a.py"]', ['python a.py']],
  [
    'a CMD in shell form behind an init',
    'ENTRYPOINT ["tini", "--"]\nCMD exec gunicorn a:b',
    ['gunicorn a:b'],
  ],
  [
    'a CMD in shell form behind a program',
    'ENTRYPOINT ["python"]\nCMD a.py',
    ['python /bin/sh -c a.py'],
  ],
  [
    'a CMD in shell form behind a start script',
    'ENTRYPOINT ["/entrypoint.sh"]\nCMD gunicorn a:b',
    ['gunicorn a:b'],
  ],
  ['the last of two CMDs', 'CMD ["a"]\nCMD ["b"]', ['b']],
])('%s', (_, text, expected) => {
  expect(startsOf(text)).toEqual(expected);
});

it('takes ENV of the image for the words of a shell form', () => {
  expect(startsOf('ENV MODULE=a:b\nCMD gunicorn $MODULE')).toEqual([
    'gunicorn a:b',
  ]);
});

it('takes the start of the base image when the file has none', () => {
  expect(startsOf('')).toEqual(['python3']);
});

it('drops the CMD of the base image when ENTRYPOINT is set', () => {
  expect(startsOf('ENTRYPOINT ["gunicorn"]')).toEqual(['gunicorn']);
});

it('remembers the tool that starts the service', () => {
  expect(
    imageOf(`${PYTHON}CMD ["uv", "run", "serve"]`).launches[0].through,
  ).toEqual(['uv run']);
});

it('does not know what a script of the project runs', () => {
  const { startup } = imageOf(`${PYTHON}CMD ["./start.sh"]`);
  expect(startup.launches).toEqual([]);
  expect(startup.unknown).toContain('start.sh');
});

describe('a start script whose text is known', () => {
  const SCRIPT = '#!/bin/sh\nset -e\npython manage.py migrate\nexec "$@"\n';

  it.each([
    [
      'runs CMD',
      'COPY run.sh /run.sh\nENTRYPOINT ["/run.sh"]\nCMD ["gunicorn", "a:b"]',
      ['python manage.py migrate', 'gunicorn a:b'],
    ],
    [
      'is found below a copied tree',
      'WORKDIR /app\nCOPY . .\nENTRYPOINT ["./run.sh"]\nCMD ["gunicorn", "a:b"]',
      ['python manage.py migrate', 'gunicorn a:b'],
    ],
    [
      'starts another one',
      'WORKDIR /app\nCOPY . .\nENTRYPOINT ["/app/start"]\nCMD ["gunicorn", "a:b"]',
      ['python manage.py migrate', 'gunicorn a:b'],
    ],
    [
      'is a here-document',
      'COPY <<"EOF" /x.sh\nexec flask run\nEOF\nCMD ["sh", "/x.sh"]',
      ['flask run'],
    ],
  ])('%s', (_, text, expected) => {
    expect(startsOf(text, SCRIPT)).toEqual(expected);
  });

  it.each([
    ['exec gosu app python a.py', 'app'],
    ['exec su-exec "$USER" python a.py', '"$USER"'],
    ['exec setpriv --reuid=1000 --init-groups python a.py', '1000'],
    ['if [ "$(id -u)" = 0 ]; then exec gosu app "$0" "$@"; fi', 'app'],
    ['exec python a.py', undefined],
  ])('changes the user: %s', (script, user) => {
    const text = `${PYTHON}COPY run.sh /run.sh\nENTRYPOINT ["/run.sh"]`;
    const { startup } = imageOf(text, contextOf(`#!/bin/sh\n${script}\n`));
    expect(startup.user).toBe(user);
  });

  it('is not known in another language', () => {
    const text = `${PYTHON}COPY run.sh /run.sh\nENTRYPOINT ["/run.sh"]`;
    const { startup } = imageOf(text, contextOf('#!/usr/bin/python3\n'));
    expect(startup.unknown).toBe('what /run.sh runs is not known');
  });
});

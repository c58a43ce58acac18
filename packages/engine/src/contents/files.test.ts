import type { BuildContext } from './buildContext';
import { imageOf } from '../__testUtils__/testImage';

const DEBIAN = 'FROM debian:trixie-slim\n';
const MADE =
  'FROM debian:trixie-slim AS made\nRUN mkdir -p /out/bin && touch /out/a.txt /out/bin/tool /single\n';

type Case = [
  name: string,
  text: string,
  path: string,
  state: 'present' | 'absent' | 'unknown',
  context?: BuildContext,
];

const CASES: Case[] = [
  ['a file that nothing makes', DEBIAN, '/app/x', 'absent'],
  ['a directory of the base', DEBIAN, '/etc', 'present'],
  ['a file of the operating system', DEBIAN, '/etc/x', 'unknown'],
  ['the shell', DEBIAN, '/bin/sh', 'present'],
  ['no shell', 'FROM gcr.io/distroless/static-debian13', '/bin/sh', 'absent'],
  ['an image nobody knows', 'FROM example.com/a:1', '/app', 'unknown'],
  ['scratch', 'FROM scratch', '/app', 'absent'],
  ['WORKDIR', `${DEBIAN}WORKDIR /app`, '/app', 'present'],
  ['COPY of a file', `${DEBIAN}COPY a.py /app/`, '/app/a.py', 'present'],
  ['COPY under another name', `${DEBIAN}COPY a.py /b.py`, '/b.py', 'present'],
  ['what COPY . may bring', `${DEBIAN}COPY . /app`, '/app/a.py', 'unknown'],
  ['a here-document', `${DEBIAN}COPY <<EOF /a\nx\nEOF`, '/a', 'present'],
  [
    'a glob over known files',
    `${DEBIAN}COPY *.py /app/`,
    '/app/a.py',
    'present',
    { files: ['a.py', 'b.txt'], dockerignore: null },
  ],
  [
    'a glob that does not match',
    `${DEBIAN}COPY *.py /app/`,
    '/app/b.txt',
    'absent',
    { files: ['a.py', 'b.txt'], dockerignore: null },
  ],
  [
    'COPY --from puts what is in a directory',
    `${MADE}${DEBIAN}COPY --from=made /out /app`,
    '/app/a.txt',
    'present',
  ],
  [
    'COPY --from does not put the directory itself',
    `${MADE}${DEBIAN}COPY --from=made /out /app`,
    '/app/out',
    'absent',
  ],
  [
    'COPY --from of a file into a directory',
    `${MADE}${DEBIAN}COPY --from=made /single /app/`,
    '/app/single',
    'present',
  ],
  [
    'COPY --from --parents',
    `${MADE}${DEBIAN}COPY --parents --from=made /out/bin /app/`,
    '/app/out/bin/tool',
    'present',
  ],
  [
    'COPY --from with a glob',
    `${MADE}${DEBIAN}COPY --from=made /out/*.txt /app/`,
    '/app/a.txt',
    'present',
  ],
  [
    'COPY --from of an image nobody knows',
    `${DEBIAN}COPY --from=example.com/a:1 /x /x`,
    '/x/y',
    'unknown',
  ],
  ['mkdir', `${DEBIAN}RUN mkdir -p /a/b`, '/a/b', 'present'],
  ['cd and touch', `${DEBIAN}RUN cd /srv && touch f`, '/srv/f', 'present'],
  ['rm', `${DEBIAN}RUN touch /a && rm /a`, '/a', 'absent'],
  [
    'rm behind a condition',
    `${DEBIAN}RUN touch /a && if [ $X ]; then rm /a; fi`,
    '/a',
    'present',
  ],
  [
    'rm -rf with a glob',
    `${DEBIAN}RUN touch /d/a && rm -rf /d/*`,
    '/d/a',
    'absent',
  ],
  ['cp', `${DEBIAN}RUN touch /a && cp /a /b`, '/b', 'present'],
  ['cp -r', `${MADE}RUN cp -r /out /copy`, '/copy/a.txt', 'present'],
  ['mv takes away', `${DEBIAN}RUN touch /a && mv /a /b`, '/a', 'absent'],
  ['mv brings', `${DEBIAN}RUN touch /a && mv /a /b`, '/b', 'present'],
  ['ln -s', `${DEBIAN}RUN touch /a && ln -s /a /b`, '/b', 'present'],
  ['a redirection', `${DEBIAN}RUN echo x > /conf`, '/conf', 'present'],
  ['curl -o', `${DEBIAN}RUN curl -o /tool http://x/y`, '/tool', 'present'],
  [
    'curl -O',
    `${DEBIAN}RUN cd /opt && curl -O http://x/y.tgz`,
    '/opt/y.tgz',
    'present',
  ],
  ['wget -P', `${DEBIAN}RUN wget -P /opt http://x/y`, '/opt/y', 'present'],
  ['tar -C', `${DEBIAN}RUN tar xf a.tar -C /opt/x`, '/opt/x/y', 'unknown'],
  [
    'git clone',
    `${DEBIAN}RUN git clone http://x/y.git /src`,
    '/src',
    'present',
  ],
  [
    'git clone with submodules',
    `${DEBIAN}RUN git clone --recurse-submodules http://x/y.git /src`,
    '/src',
    'present',
  ],
  ['git init', `${DEBIAN}RUN git init -q /src`, '/src/.git/config', 'unknown'],
  ['git init, elsewhere', `${DEBIAN}RUN git init /src`, '/other', 'absent'],
  ['git init --bare', `${DEBIAN}RUN git init --bare /r`, '/r/HEAD', 'unknown'],
  [
    'git -C … checkout',
    `${DEBIAN}RUN git -C /src checkout v1`,
    '/src/a',
    'unknown',
  ],
  [
    'git submodule, elsewhere',
    `${DEBIAN}WORKDIR /src\nRUN git submodule update --init`,
    '/other',
    'absent',
  ],
  [
    'git worktree add',
    `${DEBIAN}RUN git worktree add ../w main`,
    '/w',
    'present',
  ],
  [
    'git archive -o',
    `${DEBIAN}RUN git archive -o /a.tar HEAD`,
    '/a.tar',
    'present',
  ],
  [
    'git bundle create',
    `${DEBIAN}RUN git bundle create /b HEAD`,
    '/b',
    'present',
  ],
  ['git log', `${DEBIAN}RUN git log`, '/app/a', 'absent'],
  [
    'go build -o',
    'FROM golang:1.27-trixie\nRUN go build -o /s .',
    '/s',
    'present',
  ],
  ['useradd -m', `${DEBIAN}RUN useradd -m app`, '/home/app', 'present'],
  ['a script that is not seen', `${DEBIAN}RUN ./x.sh`, '/app/a', 'unknown'],
  [
    'a build tool, whose project may name a folder elsewhere',
    `${DEBIAN}WORKDIR /s\nRUN make`,
    '/app',
    'unknown',
  ],
  [
    'a build tool below a system directory, beside it',
    `${DEBIAN}WORKDIR /usr/src/app\nRUN npm run build`,
    '/usr/src/static',
    'unknown',
  ],
  [
    'a build tool, in system directories',
    'FROM node:24-trixie-slim\nWORKDIR /s\nRUN npm run build',
    '/usr/share/nginx/html',
    'unknown',
  ],
  [
    'a compiler, elsewhere',
    `${DEBIAN}WORKDIR /s\nRUN gcc -o x x.c`,
    '/app',
    'absent',
  ],
  ...[
    'python3 <<EOF\nopen("/data/a", "w")\nEOF',
    '<<EOF python3\nopen("/data/a", "w")\nEOF',
    'python - <<EOF\nopen("/data/a", "w")\nEOF',
    'cat x.py | python3',
    `python -c "open('/data/a', 'w')"`,
    'npm run build',
    'npx ng build',
    'yarn --cwd ui build',
    'python manage.py collectstatic',
    'go generate ./...',
    'python setup.py bdist_wheel -d /data',
    'python setup.py build_ext --build-lib /data',
    'cargo build --target-dir /data',
    'dpkg -x a.deb /data',
    'dpkg-deb -x a.deb /data',
    'cd /data && tee a < b',
    'cd /data && openssl req -x509 -keyout a -out b',
    'cd /data && split -b 1M b a',
    'openssl req -x509 -out /data/a',
    'cd /data && sort -o a b',
    `awk '{print > "/data/a"}' x`,
    'find . -name x -exec cp {} /data/ \\;',
    'cd /data && dd if=b of=a',
    'pip-compile -o /data/a x.in',
  ].map(
    (command): Case => [
      command,
      `FROM python:3.13-slim-trixie\nRUN ${command}`,
      '/data/a',
      'unknown',
    ],
  ),
  ...[
    'uv export --frozen -o /data/a',
    'uv pip compile x.in --output-file=/data/a',
    'poetry export --output /data/a',
    'pdm export -o /data/a',
    'poetry build -o /data/a',
    'pdm build --dest /data/a',
    'uv build -o /data/a',
    'conda env export -f /data/a',
    'pip freeze > /data/a',
  ].map(
    (command): Case => [
      command,
      `FROM python:3.13-slim-trixie\nRUN ${command}`,
      '/data/a',
      'present',
    ],
  ),
  [
    'what a package of Debian makes for the administrator',
    'FROM ubuntu:24.04\nRUN apt-get install -y r-base',
    '/usr/local/lib/R/site-library',
    'unknown',
  ],
  [
    'a package that is not from the distribution',
    `${DEBIAN}RUN apt-get install -y ./chrome.deb`,
    '/opt/google',
    'unknown',
  ],
  [
    'a package from a source that was added',
    `${DEBIAN}RUN echo "deb x" > /etc/apt/sources.list.d/x.list && apt-get install -y chrome`,
    '/opt/google',
    'unknown',
  ],
  [
    'a package of Debian, where none puts anything',
    `${DEBIAN}RUN apt-get update && apt-get install -y gcc`,
    '/opt/venv',
    'absent',
  ],
  [
    'a build tool, where it runs',
    `${DEBIAN}WORKDIR /s\nRUN make`,
    '/s/a',
    'unknown',
  ],
  ['mktemp', `${DEBIAN}RUN mktemp -d`, '/app', 'absent'],
  ['command -v', `${DEBIAN}RUN command -v curl`, '/app', 'absent'],
  ['gunzip, beside', `${DEBIAN}RUN gunzip /d/a.gz`, '/d/a', 'unknown'],
  ['gunzip, elsewhere', `${DEBIAN}RUN gunzip /d/a.gz`, '/app', 'absent'],
  ['dpkg asks', `${DEBIAN}RUN dpkg --print-architecture`, '/opt/a', 'absent'],
  ['dpkg installs', `${DEBIAN}RUN dpkg -i a.deb`, '/opt/a', 'unknown'],
  ['pecl', 'FROM php:8.4-fpm\nRUN pecl install redis', '/app', 'absent'],
  [
    'a bind mount does not stay',
    `${DEBIAN}RUN --mount=type=bind,target=/src ls /src`,
    '/src/a',
    'absent',
  ],
  ['what the stage below made', `${MADE}FROM made`, '/single', 'present'],
];

it.each(CASES)('%s', (...row) => {
  // rows without a context are shorter, and jest would take the last parameter for its callback
  const [, text, path, state, context] = row;
  expect(imageOf(text, context).holds(path).state).toBe(state);
});

describe('.dockerignore', () => {
  const found = (dockerignore: string | null | undefined) =>
    imageOf(`${DEBIAN}COPY docs/a.md /docs/`, {
      files: ['docs/a.md', 'main.py'],
      dockerignore,
    }).state.copies[0].sources[0].found;

  it.each([
    ['keeps a directory out', 'docs\n', 'absent'],
    ['lets an exception through', 'docs/*\n!docs/a.md\n', 'present'],
    ['is not there', null, 'present'],
  ])('%s', (_, dockerignore, expected) => {
    expect(found(dockerignore)).toBe(expected);
  });
});

describe('layers', () => {
  it('remembers what a later RUN hides', () => {
    const { fs } = imageOf(
      `${DEBIAN}RUN mkdir /a && touch /a/b\nRUN rm -rf /a`,
    ).state;
    expect(fs.removed.map(({ entry }) => entry.path).sort()).toEqual([
      '/a',
      '/a/b',
    ]);
  });

  it('forgets what the same RUN removes', () => {
    expect(imageOf(`${DEBIAN}RUN touch /a && rm /a`).state.fs.removed).toEqual(
      [],
    );
  });
});

describe('bounds', () => {
  it('gives up on a stage that holds more than any real one', () => {
    const lines = Array.from({ length: 1100 }, (_, i) => `COPY a /x${i}/\n`);
    const image = imageOf(DEBIAN + lines.join(''));
    expect(image.state.fs.entries.length).toBe(1000);
    expect(image.doubt).toBe(
      'the stage does more to its files than is followed',
    );
  });

  it('gives up on copies that double', () => {
    const stages = Array.from(
      { length: 30 },
      (_, i) => `FROM s${i} AS s${i + 1}\nCOPY --from=s${i} / /x${i}\n`,
    );
    const image = imageOf(
      `FROM debian:trixie-slim AS s0\nRUN touch /a /b\n${stages.join('')}`,
    );
    expect(image.doubt).toBeDefined();
  });
});

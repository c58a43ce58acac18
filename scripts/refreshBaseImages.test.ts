import { deepStrictEqual, match, strictEqual } from 'node:assert';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './run';

const LIBRARY = `Maintainers: someone
GitRepo: https://example.com

Tags: 3.14.0-slim-trixie, 3.14-slim-trixie, slim-trixie,
  3.14-slim, slim
Architectures: amd64

Tags: 3.14.0-alpine3.24, 3.14-alpine3.24, 3.14-alpine, alpine
`;

const KNOWN = {
  date: '2026-01-01',
  supportSnapshot: '2026-01-01',
  support: {
    debian: [{ release: '8', codename: 'jessie', securityUntil: '2018-06-17' }],
  },
  tags: {
    python: {
      current: ['slim', '3.8-slim'],
      lastListed: { '2': '2020-04-21' },
    },
  },
  suites: { python: { slim: [['2023-06-14', 'bookworm']] } },
};

function serve(answers: Record<string, string>) {
  const server = createServer((request, response) => {
    const body = answers[request.url ?? ''];
    response.statusCode = body === undefined ? 404 : 200;
    response.end(body ?? '');
  });
  return new Promise<{ url: string; close(): void }>(resolve =>
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () => server.close(),
      }),
    ),
  );
}

function refresh(file: string, url: string): Promise<number | null> {
  const child = spawn(
    process.execPath,
    [
      'run',
      '-A',
      join(root, 'scripts/refreshBaseImages.ts'),
      '--file',
      file,
      '--end-of-life',
      url,
      '--official-images',
      url,
      '--today',
      '2026-11-23',
    ],
    { stdio: 'ignore' },
  );
  return new Promise(resolve => child.once('exit', resolve));
}

function dataFile(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'base-images-')), 'data.json');
  writeFileSync(file, JSON.stringify(KNOWN));
  return file;
}

const DEBIAN = JSON.stringify({
  result: {
    releases: [
      {
        name: '13',
        codename: 'Trixie',
        releaseDate: '2025-08-09',
        eolFrom: '2028-08-09',
      },
    ],
  },
});

test('takes over dates, tags and the suites that floating tags point to', async () => {
  const file = dataFile();
  const server = await serve({
    '/products/debian/': DEBIAN,
    '/library/python': LIBRARY,
  });
  strictEqual(await refresh(file, server.url), 0);
  server.close();
  const data = JSON.parse(readFileSync(file, 'utf8'));
  strictEqual(data.date, '2026-11-23');
  deepStrictEqual(data.support.debian[0], {
    release: '13',
    codename: 'trixie',
    released: '2025-08-09',
    securityUntil: '2028-08-09',
  });
  deepStrictEqual(data.support.debian[1].release, '8');
  deepStrictEqual(data.tags.python.lastListed, {
    '2': '2020-04-21',
    '3.8-slim': '2026-11-23',
  });
  deepStrictEqual(data.suites.python.slim, [
    ['2023-06-14', 'bookworm'],
    ['2026-11-23', 'trixie'],
  ]);
  deepStrictEqual(data.suites.python.alpine, [['2026-11-23', 'alpine3.24']]);
  match(data.tags.python.current.join(' '), /3\.14-slim-trixie/);
  strictEqual(data.tags.python.current.includes('3.14.0-slim-trixie'), false);
});

test('writes nothing when a source does not answer', async () => {
  const file = dataFile();
  const server = await serve({ '/products/debian/': DEBIAN });
  strictEqual(await refresh(file, server.url), 1);
  server.close();
  deepStrictEqual(JSON.parse(readFileSync(file, 'utf8')), KNOWN);
});

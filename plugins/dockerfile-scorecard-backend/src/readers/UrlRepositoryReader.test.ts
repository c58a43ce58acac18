import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import express from 'express';
import { promises as fs } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { create, Header } from 'tar';
import { UrlRepositoryReader } from './UrlRepositoryReader';

const SHA = 'e5b1c2d3';
const limits = {
  maxFiles: 100,
  maxFileSize: 1000,
  maxTotalSize: 5000,
  maxDownloadSize: 100_000,
  maxUnpackedSize: 200_000,
};

/** A tar archive, entry by entry, with what `tar` itself would not write. */
function archive(
  ...entries: {
    path: string;
    text?: string;
    type?: 'File' | 'SymbolicLink' | 'Link';
    linkpath?: string;
  }[]
): Buffer {
  const blocks = entries.flatMap(({ path, text = '', type, linkpath }) => {
    const content = Buffer.from(text);
    const header = new Header({
      path,
      size: content.length,
      type: type ?? 'File',
      linkpath,
      mode: 0o644,
    });
    const block = Buffer.alloc(512);
    header.encode(block);
    const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
    return [block, content, padding];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

describe('UrlRepositoryReader', () => {
  const directory = createMockDirectory();
  let server: Server;
  let host: string;
  let downloads: number;
  let status: number;
  let headers: Record<string, string>;
  let body: Buffer | undefined;

  /** As much of GitHub as reading a tree takes. */
  beforeAll(async () => {
    const github = express();
    github.get('/api/repos/org/:repo/commits/main/status', (_, res) => {
      res
        .status(status)
        .set(headers)
        .json({
          sha: SHA,
          repository: {
            html_url: `http://${host}/org/repo`,
            archive_url: `http://${host}/api/repos/org/repo/{archive_format}{/ref}`,
          },
        });
    });
    github.get(`/api/repos/org/repo/tarball/${SHA}`, async (_, res) => {
      downloads += 1;
      res.send(body ?? (await fs.readFile(directory.resolve('a.tgz'))));
    });
    server = github.listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise(resolve => server.close(resolve)));

  beforeEach(async () => {
    downloads = 0;
    status = 200;
    headers = {};
    body = undefined;
    directory.setContent({
      'org-repo-sha/Dockerfile': 'FROM scratch',
      'org-repo-sha/.docker/Dockerfile': 'FROM dot',
      'org-repo-sha/src/main.py': 'print()',
      'org-repo-sha/big/Dockerfile': '#'.repeat(2000),
    });
    await create(
      { gzip: true, cwd: directory.path, file: directory.resolve('a.tgz') },
      ['org-repo-sha'],
    );
  });

  const read = (
    options: {
      etag?: string;
      limits?: Partial<typeof limits>;
      repo?: string;
    } = {},
  ) => {
    const config = mockServices.rootConfig({
      data: {
        integrations: {
          github: [{ host, apiBaseUrl: `http://${host}/api`, token: 'token' }],
        },
      },
    });
    return new UrlRepositoryReader({
      reader: UrlReaders.default({
        logger: mockServices.logger.mock(),
        config,
      }),
      integrations: ScmIntegrations.fromConfig(config),
    }).read({
      url: `http://${host}/org/${options.repo ?? 'repo'}/tree/main/`,
      etag: options.etag,
      isWanted: path => path.endsWith('Dockerfile'),
      limits: { ...limits, ...options.limits },
      signal: new AbortController().signal,
    });
  };
  async function content(options: Parameters<typeof read>[0] = {}) {
    const reading = await read(options);
    if (reading.kind !== 'content') throw new Error('not modified');
    return reading;
  }
  const failure = (options: Parameters<typeof read>[0] = {}) =>
    read(options).then(
      () => {
        throw new Error('It did not fail');
      },
      error => error,
    );

  it('reads wanted files of a repository and lists the others', async () => {
    const reading = await content();
    expect(reading).toMatchObject({
      revision: SHA,
      etag: SHA,
      files: [
        '.docker/Dockerfile',
        'Dockerfile',
        'big/Dockerfile',
        'src/main.py',
      ],
      oversized: ['big/Dockerfile'],
      unreadable: [],
    });
    expect(await reading.read('.docker/Dockerfile')).toBe('FROM dot');
    await expect(reading.read('src/main.py')).rejects.toThrow(
      'has not been read',
    );
  });

  it('downloads nothing when nothing has changed', async () => {
    expect(await read({ etag: SHA })).toEqual({ kind: 'not-modified' });
    expect(downloads).toBe(0);
  });

  it.each([
    ['files', { maxFiles: 2 }, 'scan.limits.maxFiles'],
    ['bytes', { maxTotalSize: 15 }, 'scan.limits.maxTotalSize'],
    ['bytes to download', { maxDownloadSize: 99 }, 'limits.maxDownloadSize'],
    ['unpacked bytes', { maxUnpackedSize: 600 }, 'limits.maxUnpackedSize'],
  ])('refuses too many %s', async (_, over, setting) => {
    await expect(read({ limits: over })).rejects.toThrow(setting);
  });

  describe('does not take for an empty repository', () => {
    it.each([
      ['a web page', Buffer.from(`<!DOCTYPE html>${' '.repeat(5000)}`)],
      ['a short web page', Buffer.from('<html></html>')],
      ['a packed web page', gzipSync(`<html>${' '.repeat(5000)}</html>`)],
      ['nothing', Buffer.alloc(0)],
    ])('%s', async (_, answer) => {
      body = answer;
      await expect(read()).rejects.toThrow('not an archive');
    });

    it('an archive without a file', async () => {
      body = gzipSync(archive());
      await expect(read()).rejects.toThrow('without a single file');
    });

    it('an archive that ends early', async () => {
      const whole = await fs.readFile(directory.resolve('a.tgz'));
      body = whole.subarray(0, whole.length - 20);
      await expect(read()).rejects.toThrow();
    });
  });

  describe('follows links', () => {
    const file = { path: 'r/docker/base', text: 'FROM linked' };
    const link = (linkpath: string, type: 'SymbolicLink' | 'Link') => ({
      path: 'r/Dockerfile',
      linkpath,
      type,
    });

    it.each([
      ['symbolic, to a file that is not wanted', 'docker/base', 'SymbolicLink'],
      ['symbolic, with dots', './x/../docker/base', 'SymbolicLink'],
      ['hard', 'r/docker/base', 'Link'],
    ] as const)('%s', async (_, target, type) => {
      body = gzipSync(archive(link(target, type), file));
      const reading = await content();
      expect(reading.files).toEqual(['Dockerfile', 'docker/base']);
      expect(await reading.read('Dockerfile')).toBe('FROM linked');
    });

    it.each([
      ['out of the repository', '../../etc/passwd'],
      ['out of the repository', '/etc/passwd'],
      ['not a file of the repository', 'docker/none'],
      ['in a circle', 'Dockerfile'],
    ])('but not %s: %s', async (reason, target) => {
      body = gzipSync(archive(link(target, 'SymbolicLink'), file));
      const reading = await content();
      expect(reading.files).toContain('Dockerfile');
      expect(reading.unreadable).toEqual([
        { path: 'Dockerfile', reason: expect.stringContaining(reason) },
      ]);
    });
  });

  it.each(['r/../../tmp/evil/Dockerfile', '/etc/Dockerfile'])(
    'refuses an archive with the path %s',
    async path => {
      body = gzipSync(archive({ path, text: 'FROM evil' }));
      await expect(read()).rejects.toThrow('leads out of the repository');
    },
  );

  it('reads text of Windows', async () => {
    body = gzipSync(archive({ path: 'r/Dockerfile', text: '' }));
    const text = Buffer.from('\uFEFFFROM scratch', 'utf16le');
    const block = archive({ path: 'r/Dockerfile', text: 'x' });
    new Header({
      path: 'r/Dockerfile',
      size: text.length,
      type: 'File',
      mode: 0o644,
    }).encode(block);
    text.copy(block, 512);
    body = gzipSync(block);
    const reading = await content();
    expect(await reading.read('Dockerfile')).toBe('FROM scratch');
  });

  describe('tells what an answer says about the host', () => {
    const problem = async (repo?: string) =>
      (await failure({ repo })).hostProblem;
    const soon = () => new Date(Date.now() + 3_600_000);
    const about = (date: Date) => (at: Date) =>
      Math.abs(at.getTime() - date.getTime()) < 5000;

    it('429 with Retry-After', async () => {
      status = 429;
      headers = { 'retry-after': '3600' };
      const { kind, retryAt } = await problem();
      expect(kind).toBe('limited');
      expect(about(soon())(retryAt)).toBe(true);
    });

    it('403 with a used up limit', async () => {
      status = 403;
      const reset = Math.ceil(soon().getTime() / 1000);
      headers = {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(reset),
      };
      expect(await problem()).toEqual({
        kind: 'limited',
        retryAt: new Date(reset * 1000),
      });
    });

    it("403 with GitHub's secondary limit", async () => {
      status = 403;
      headers = { 'retry-after': '60', 'x-ratelimit-remaining': '4999' };
      expect(await problem()).toMatchObject({ kind: 'limited' });
    });

    it('503', async () => {
      status = 503;
      expect(await problem()).toEqual({ kind: 'unavailable' });
      expect((await failure()).message).toContain('503');
    });

    it.each([
      ['403 without a limit', 403, undefined],
      ['401', 401, undefined],
      ['404 of a repository called service-503', 404, 'service-503'],
    ])('nothing: %s', async (_, answer, repo) => {
      status = answer;
      expect(await problem(repo)).toBeUndefined();
    });

    it('no connection', async () => {
      const real = host;
      host = '127.0.0.1:1';
      expect(await problem()).toEqual({ kind: 'unavailable' });
      host = real;
    });
  });
});

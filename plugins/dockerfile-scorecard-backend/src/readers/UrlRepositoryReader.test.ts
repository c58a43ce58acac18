import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { create } from 'tar';
import { UrlRepositoryReader } from './UrlRepositoryReader';

const SHA = 'e5b1c2d3';
const limits = { maxFiles: 100, maxFileSize: 1000, maxTotalSize: 5000 };

describe('UrlRepositoryReader', () => {
  const directory = createMockDirectory();
  let server: Server;
  let host: string;
  let downloads: number;
  let status: number;

  /** As much of GitHub as reading a tree takes. */
  beforeAll(async () => {
    const github = express();
    github.get('/api/repos/org/repo/commits/main/status', (_, res) => {
      res.status(status).json({
        sha: SHA,
        repository: {
          html_url: `http://${host}/org/repo`,
          archive_url: `http://${host}/api/repos/org/repo/{archive_format}{/ref}`,
        },
      });
    });
    github.get(`/api/repos/org/repo/tarball/${SHA}`, (_, res) => {
      downloads += 1;
      res.sendFile(directory.resolve('a.tgz'));
    });
    server = github.listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise(resolve => server.close(resolve)));

  beforeEach(async () => {
    downloads = 0;
    status = 200;
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
    options: { etag?: string; limits?: Partial<typeof limits> } = {},
  ) =>
    new UrlRepositoryReader({
      reader: UrlReaders.default({
        logger: mockServices.logger.mock(),
        config: mockServices.rootConfig({
          data: {
            integrations: {
              github: [
                { host, apiBaseUrl: `http://${host}/api`, token: 'token' },
              ],
            },
          },
        }),
      }),
    }).read({
      url: `http://${host}/org/repo/tree/main/`,
      etag: options.etag,
      isWanted: path => path.endsWith('Dockerfile'),
      limits: { ...limits, ...options.limits },
      signal: new AbortController().signal,
    });

  it('reads wanted files of a repository and lists the others', async () => {
    const reading = await read();
    if (reading.kind !== 'content') throw new Error('not modified');
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
    ['files', { maxFiles: 2 }, 'maxFiles'],
    ['bytes', { maxTotalSize: 15 }, 'maxTotalSize'],
  ])('refuses too many %s', async (_, over, setting) => {
    await expect(read({ limits: over })).rejects.toThrow(setting);
  });

  it('passes on what the host says', async () => {
    status = 503;
    await expect(read()).rejects.toThrow('503');
  });
});

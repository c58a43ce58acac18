import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import express, { type Request, type Response } from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { zip } from '../__testUtils__/zip';
import { UrlRepositoryReader } from './UrlRepositoryReader';

const SHA = 'e5b1c2d3e5b1c2d3e5b1c2d3e5b1c2d3e5b1c2d3';

/** An archive as hosts pack it: below a folder, or as it is. */
function tgz(folder: string): Buffer {
  const text = Buffer.from('FROM scratch');
  const block = Buffer.alloc(1024);
  new Header({
    path: `${folder}svc/Dockerfile`,
    size: text.length,
    type: 'File',
    mode: 0o644,
  }).encode(block);
  text.copy(block, 512);
  return gzipSync(Buffer.concat([block, Buffer.alloc(1024)]));
}

type Answer = (req: Request, res: Response) => void;
const json =
  (body: unknown): Answer =>
  (_, res) =>
    void res.json(body);
const bytes =
  (body: Buffer): Answer =>
  (_, res) =>
    void res.send(body);

/** As much of each host as reading a tree takes: its address of a repository, its integration and its answers. */
const hosts: Record<
  string,
  {
    url: (host: string) => string;
    integration: (host: string) => object;
    answers: [RegExp, Answer][];
  }
> = {
  gitlab: {
    url: host => `http://${host}/group/sub/repo/-/tree/main/`,
    integration: host => ({
      gitlab: [
        {
          host,
          apiBaseUrl: `http://${host}/api/v4`,
          baseUrl: `http://${host}`,
          token: 't',
        },
      ],
    }),
    answers: [
      [/\/repository\/archive/, bytes(tgz('repo-main-sha/'))],
      [/\/repository\/commits/, json([{ id: SHA }])],
      [/\/projects\/group%2Fsub%2Frepo$/, json({ default_branch: 'main' })],
    ],
  },
  gitea: {
    url: host => `http://${host}/org/repo/src/branch/main/`,
    integration: host => ({
      gitea: [{ host, baseUrl: `http://${host}` }],
    }),
    answers: [
      [/\/git\/commits\/main$/, json({ sha: SHA })],
      [/\/archive\/main\.tar\.gz$/, bytes(tgz('repo/'))],
    ],
  },
  bitbucketServer: {
    url: host => `http://${host}/projects/P/repos/repo/browse?at=main`,
    integration: host => ({
      bitbucketServer: [
        { host, apiBaseUrl: `http://${host}/rest/api/1.0`, token: 't' },
      ],
    }),
    answers: [
      [
        /\/branches/,
        json({ size: 1, values: [{ displayId: 'main', latestCommit: SHA }] }),
      ],
      [/\/archive/, bytes(tgz('P-repo/'))],
    ],
  },
  azure: {
    url: host => `http://${host}/org/project/_git/repo?path=%2F`,
    integration: host => ({ azure: [{ host }] }),
    answers: [
      [/\/commits/, json({ value: [{ commitId: SHA }] })],
      [/./, bytes(zip({ path: 'svc/Dockerfile', text: 'FROM scratch' }))],
    ],
  },
  gerrit: {
    url: host => `http://${host}/gitiles/repo/+/refs/heads/main/`,
    integration: host => ({
      gerrit: [
        {
          host,
          baseUrl: `http://${host}`,
          gitilesBaseUrl: `http://${host}/gitiles`,
        },
      ],
    }),
    answers: [
      [
        /\/branches\//,
        (_, res) =>
          void res.send(`)]}'\n{"ref":"refs/heads/main","revision":"${SHA}"}`),
      ],
      [/\/\+archive\//, bytes(tgz(''))],
    ],
  },
};

describe.each(Object.entries(hosts))('UrlRepositoryReader on %s', (_, each) => {
  let server: Server;
  let host: string;
  const asked: string[] = [];

  beforeAll(async () => {
    const app = express();
    app.use((req, res) => {
      asked.push(req.url);
      const answer = each.answers.find(([path]) =>
        path.test(req.url.split('?')[0]),
      );
      if (answer) answer[1](req, res);
      else res.status(404).send(`not found: ${req.url}`);
    });
    server = app.listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise(resolve => server.close(resolve)));

  const read = (etag?: string) => {
    const config = mockServices.rootConfig({
      data: { integrations: each.integration(host) as never },
    });
    return new UrlRepositoryReader({
      reader: UrlReaders.default({
        logger: mockServices.logger.mock(),
        config,
      }),
      integrations: ScmIntegrations.fromConfig(config),
    }).read({
      url: each.url(host),
      etag,
      isWanted: path => path.endsWith('Dockerfile'),
      limits: {
        maxFiles: 10,
        maxFileSize: 1000,
        maxTotalSize: 5000,
        maxDownloadSize: 100_000,
        maxUnpackedSize: 200_000,
      },
      signal: new AbortController().signal,
    });
  };

  it('reads a repository, and nothing when it has not changed', async () => {
    const reading = await read();
    if (reading.kind !== 'content') throw new Error('not modified');
    expect(reading.files).toEqual(['svc/Dockerfile']);
    expect(SHA.startsWith(reading.revision)).toBe(true);
    expect(await reading.read('svc/Dockerfile')).toBe('FROM scratch');
    asked.length = 0;
    expect(await read(reading.etag)).toEqual({ kind: 'not-modified' });
    expect(asked.filter(url => /archive|items/.test(url))).toEqual([]);
  });
});

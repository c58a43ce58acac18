/** A GitHub Enterprise host on loopback, as far as Backstage's reader asks one: files, the newest commit, archives. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files of a repository by path. */
export type Repository = Record<string, string>;

/** A repository as the archive that GitHub makes of it: everything below one folder. */
function archiveOf(name: string, sha: string, files: Repository): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'stock-repository-'));
  const top = `${name.replace('/', '-')}-${sha.slice(0, 7)}`;
  try {
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, top, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const archive = join(folder, 'archive.tar.gz');
    execFileSync('tar', ['--create', '--gzip', '--file', archive, top], {
      cwd: folder,
    });
    return readFileSync(archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export class GitHubHost {
  /** `<method> <path>` of every request, in order. */
  readonly requests: string[] = [];
  readonly #repositories: Record<string, Repository>;
  readonly #server: Server;

  private constructor(repositories: Record<string, Repository>) {
    this.#repositories = repositories;
    this.#server = createServer((request, response) =>
      this.#answer(request, response),
    );
  }

  /** @param repositories - by `owner/name` */
  static async start(
    repositories: Record<string, Repository>,
  ): Promise<GitHubHost> {
    const host = new GitHubHost(repositories);
    await new Promise<void>(done => host.#server.listen(0, '127.0.0.1', done));
    return host;
  }

  /** `localhost:<port>`, as `integrations.github` names it. */
  get host(): string {
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', this.url);
    this.requests.push(`${request.method} ${pathname}`);
    const [, name = '', rest = ''] =
      /^\/api\/v3\/repos\/([^/]+\/[^/]+)\/?(.*)$/.exec(pathname) ?? [];
    const files = this.#repositories[name];
    if (!files) {
      response.writeHead(404).end();
      return;
    }
    const sha = createHash('sha1').update(JSON.stringify(files)).digest('hex');
    const self = `${this.url}/api/v3/repos/${name}`;
    const repository = {
      full_name: name,
      default_branch: 'main',
      archive_url: `${self}/{archive_format}{/ref}`,
      trees_url: `${self}/git/trees{/sha}`,
    };
    const json = (value: unknown) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(value));
    const text = files[decodeURIComponent(rest.replace(/^contents\//, ''))];
    if (rest === '') json(repository);
    else if (/^commits\/[^/]+\/status$/.test(rest)) json({ sha, repository });
    else if (rest.startsWith('tarball/'))
      response
        .writeHead(200, { 'content-type': 'application/x-gzip' })
        .end(archiveOf(name, sha, files));
    else if (text === undefined) response.writeHead(404).end();
    else response.writeHead(200, { etag: `"${sha}"` }).end(text);
  }
}

import type {
  UrlReaderService,
  UrlReaderServiceReadTreeResponse,
} from '@backstage/backend-plugin-api';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  decodeText,
  HostError,
  type ReadRepositoryOptions,
  type RepositoryReader,
  type RepositoryReading,
} from 'backstage-plugin-dockerfile-scorecard-node';
import { isUnlisted } from 'dockerfile-scorecard-engine';
import { Readable } from 'node:stream';
import { readArchive, type ArchiveContent } from './archive';
import { problemOfError } from './hostProblem';
import { LimitGuard } from './limits';
import { observeResponses } from './observeResponses';

/** Hosts whose repositories Backstage downloads as an archive. */
const WITH_ARCHIVES = new Set([
  'azure',
  'bitbucket',
  'bitbucketCloud',
  'bitbucketServer',
  'gerrit',
  'gitea',
  'github',
  'gitlab',
  'harness',
]);

/**
 * Reads everything that Backstage has an integration for. Backstage's reader opens the archive; it is unpacked here, in memory,
 * so that its size is limited, links are followed and a web page is not taken for an empty repository.
 */
export class UrlRepositoryReader implements RepositoryReader {
  readonly name = 'url';
  readonly #reader: UrlReaderService;
  readonly #integrations: ScmIntegrationRegistry;

  constructor(options: {
    reader: UrlReaderService;
    integrations: ScmIntegrationRegistry;
  }) {
    this.#reader = options.reader;
    this.#integrations = options.integrations;
  }

  canRead(url: string): boolean {
    return /^https?:/.test(url);
  }

  async read(options: ReadRepositoryOptions): Promise<RepositoryReading> {
    return observeResponses(async newest => {
      try {
        return await this.#read(options);
      } catch (error) {
        // By name: the class may come from another copy of the package.
        if (error instanceof Error && error.name === 'NotModifiedError') {
          return { kind: 'not-modified' };
        }
        options.signal.throwIfAborted();
        const problem = problemOfError(error, newest(), new Date());
        if (problem) {
          const message =
            error instanceof Error ? error.message : String(error);
          throw new HostError(message, { problem, cause: error });
        }
        throw error;
      }
    });
  }

  async #read(options: ReadRepositoryOptions): Promise<RepositoryReading> {
    const first = await this.#download(options, options.isWanted);
    // Where a wanted file is a link, the file that it leads to is wanted too. That is only known now.
    const missing = [...first.content.links]
      .filter(([path]) => options.isWanted(path))
      .flatMap(([, target]) => (target.kind === 'file' ? target.path : []))
      .filter(path => !first.content.contents.has(path));
    const { tree, content, guard } =
      missing.length === 0
        ? first
        : await this.#download(
            { ...options, etag: undefined },
            path => options.isWanted(path) || missing.includes(path),
          );

    const unreadable: { path: string; reason: string }[] = [];
    const oversized = new Set(guard.oversized);
    const texts = new Map<string, Buffer>();
    for (const path of content.paths.filter(options.isWanted)) {
      const target = content.links.get(path);
      if (target?.kind === 'nowhere') {
        unreadable.push({ path, reason: target.reason });
        continue;
      }
      const source = target?.path ?? path;
      const bytes = content.contents.get(source);
      if (bytes) {
        texts.set(path, bytes);
      } else if (oversized.has(source)) {
        oversized.add(path);
      }
    }
    const nowhere = new Set(unreadable.map(each => each.path));
    return {
      kind: 'content',
      revision: tree.etag,
      etag: tree.etag,
      files: content.paths
        .filter(
          path =>
            !isUnlisted(path) &&
            (nowhere.has(path) || content.links.get(path)?.kind !== 'nowhere'),
        )
        .sort(),
      oversized: [...oversized].filter(options.isWanted).sort(),
      unreadable,
      async read(path) {
        const bytes = texts.get(path);
        if (!bytes) {
          throw new Error(`${path} has not been read`);
        }
        return decodeText(bytes);
      },
    };
  }

  async #download(
    options: Omit<ReadRepositoryOptions, 'isWanted'>,
    isWanted: (path: string) => boolean,
  ): Promise<{
    tree: UrlReaderServiceReadTreeResponse;
    content: ArchiveContent;
    guard: LimitGuard;
  }> {
    const { url, etag, limits, signal } = options;
    const guard = new LimitGuard(limits);
    const type = this.#integrations.byUrl(url)?.type;
    if (type === undefined || !WITH_ARCHIVES.has(type)) {
      const listed: string[] = [];
      const tree = await this.#reader.readTree(url, {
        etag,
        signal,
        // An exception in here would be lost in the stream, so the guard only takes notes.
        filter: (path, info) =>
          isAdmitted({ path, size: info?.size ?? 0, guard, listed, isWanted }),
      });
      return { tree, guard, content: await contentOf(tree, listed, guard) };
    }
    const tree = await this.#reader.readTree(url, { etag, signal });
    const content = await readArchive({
      stream: Readable.from(await tree.archive()),
      // Gerrit packs the repository as it is, all others into a folder; readZip leaves paths alone.
      stripFirstFolder: type !== 'gerrit',
      isWanted,
      limits,
      guard,
      signal,
    });
    return { tree, content, guard };
  }
}

function isAdmitted(options: {
  path: string;
  size: number;
  guard: LimitGuard;
  listed: string[];
  isWanted(path: string): boolean;
}): boolean {
  const { path, size, guard, listed } = options;
  guard.countFile();
  if (guard.exceeded) {
    return false;
  }
  listed.push(path);
  return options.isWanted(path) && guard.admit(path, size);
}

/** Stores of single files, such as buckets, have no archive. */
async function contentOf(
  tree: UrlReaderServiceReadTreeResponse,
  listed: readonly string[],
  guard: LimitGuard,
): Promise<ArchiveContent> {
  const contents = new Map<string, Buffer>();
  for (const file of await tree.files()) {
    contents.set(file.path, await file.content());
  }
  guard.throwIfExceeded();
  const paths = new Set([...listed, ...contents.keys()]);
  if (paths.size === 0) {
    throw new Error(
      'The host answered without a single file. Nothing was changed',
    );
  }
  return { paths: [...paths], contents, links: new Map() };
}

import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  decodeText,
  type ReadRepositoryOptions,
  type RepositoryReader,
  type RepositoryReading,
} from 'backstage-plugin-dockerfile-scorecard-node';
import { isUnlistedFolder } from 'dockerfile-scorecard-engine';
import { createHash } from 'node:crypto';
import { constants, promises as fs } from 'node:fs';
import { join } from 'node:path';
import { LimitGuard } from './limits';
import { findRoot, pathBelow, realPath } from './localRoots';

/**
 * Reads folders on this machine, as long as they lie in one of the configured roots. Symbolic links to files are followed inside
 * the repository, as they are in the archives of a remote one; none can lead out.
 */
export class LocalDirectoryReader implements RepositoryReader {
  readonly name = 'local';
  readonly #roots: readonly string[];

  constructor(options: { roots: readonly string[] }) {
    this.#roots = options.roots;
  }

  canRead(url: string): boolean {
    return url.startsWith('file:');
  }

  async read(options: ReadRepositoryOptions): Promise<RepositoryReading> {
    const { etag, isWanted, limits, signal } = options;
    const folder = await this.#allowedFolder(options.url.slice('file:'.length));
    const guard = new LimitGuard(limits);
    const { files: listed, links } = await listFiles({ folder, guard, signal });
    const files = listed.filter(
      path =>
        !links.has(path) || links.get(path) !== undefined || isWanted(path),
    );
    const texts = new Map<string, string>();
    const unreadable: { path: string; reason: string }[] = [];
    for (const path of files.filter(isWanted)) {
      signal.throwIfAborted();
      const source = links.has(path) ? links.get(path) : path;
      if (source === undefined) {
        unreadable.push({
          path,
          reason: `${path} is a link that does not lead to a file of the repository`,
        });
        continue;
      }
      const text = await readWithin(folder, source, size =>
        guard.admit(path, size),
      );
      guard.throwIfExceeded();
      if (text !== undefined) {
        texts.set(path, text);
      }
    }

    const hash = hashContent(files, texts);
    if (etag === hash) {
      return { kind: 'not-modified' };
    }
    return {
      kind: 'content',
      revision: hash.slice(0, 12),
      etag: hash,
      files,
      oversized: guard.oversized,
      unreadable,
      async read(path) {
        const text = texts.get(path);
        if (text === undefined) {
          throw new NotFoundError(`${path} has not been read`);
        }
        return text;
      },
    };
  }

  async #allowedFolder(path: string): Promise<string> {
    const found = await findRoot(this.#roots, path);
    if (found) {
      return found.path;
    }
    // Whether the path exists is not said: outside of the roots that is nobody's business.
    throw new NotAllowedError(
      `The folder ${path} is not in one of the folders that may be read. Add the folder that holds it to dockerfileScorecard.localRoots in the configuration of the backend`,
    );
  }
}

interface Listing {
  /** Links to files included. */
  files: string[];
  /** Where a link leads, relative to the repository; undefined where it leads to no file in it. */
  links: Map<string, string | undefined>;
}

async function listFiles(options: {
  folder: string;
  guard: LimitGuard;
  signal: AbortSignal;
}): Promise<Listing> {
  const { folder, guard, signal } = options;
  const files: string[] = [];
  const links = new Map<string, string | undefined>();
  const pending = [''];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    signal.throwIfAborted();
    const entries = await fs.readdir(join(folder, at), { withFileTypes: true });
    for (const entry of entries) {
      const path = at ? `${at}/${entry.name}` : entry.name;
      if (entry.isDirectory() && !isUnlistedFolder(entry.name)) {
        pending.push(path);
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        guard.countFile();
        guard.throwIfExceeded();
        if (entry.isSymbolicLink()) {
          const target = await linkTarget(folder, path);
          if (target === 'folder') continue;
          links.set(path, target?.file);
        }
        files.push(path);
      }
    }
  }
  return { files: files.sort(), links };
}

/** The file of the repository that a symbolic link leads to. A folder has its files where it is. */
async function linkTarget(
  folder: string,
  path: string,
): Promise<{ file: string } | 'folder' | undefined> {
  const real = await realPath(join(folder, path));
  const below = real === undefined ? undefined : pathBelow(folder, real);
  if (
    real === undefined ||
    below === undefined ||
    below.split('/').some(isUnlistedFolder)
  ) {
    return undefined;
  }
  const stats = await fs.stat(real);
  if (stats.isDirectory()) return 'folder';
  return stats.isFile() ? { file: below } : undefined;
}

/** Text of a file, provided that no part of its path has become a symbolic link since it was listed. */
async function readWithin(
  folder: string,
  path: string,
  admit: (size: number) => boolean,
): Promise<string | undefined> {
  const full = join(folder, path);
  if ((await realPath(full)) !== full) {
    return undefined;
  }
  // Windows has no O_NOFOLLOW.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
  const file = await fs.open(full, flags);
  try {
    const { size } = await file.stat();
    return admit(size) ? decodeText(await file.readFile()) : undefined;
  } finally {
    await file.close();
  }
}

function hashContent(
  files: readonly string[],
  texts: ReadonlyMap<string, string>,
): string {
  const hash = createHash('sha256');
  for (const path of files) {
    hash.update(`${path}\0${texts.get(path) ?? ''}\0`);
  }
  return hash.digest('hex');
}

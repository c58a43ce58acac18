import { promises as fs } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

/** Path of `path` below `folder` with forward slashes, empty for the folder itself; undefined when it is not below. */
export function pathBelow(folder: string, path: string): string | undefined {
  const below = relative(folder, path);
  if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)) {
    return undefined;
  }
  return below.split(sep).join('/');
}

/** Where a path really leads; undefined when there is nothing. */
export async function realPath(path: string): Promise<string | undefined> {
  return fs.realpath(path).catch(() => undefined);
}

/** The configured root that a folder really lies in, both without symbolic links. */
export async function findRoot(
  roots: readonly string[],
  path: string,
): Promise<{ root: string; path: string } | undefined> {
  const real = await realPath(path);
  if (real === undefined) {
    return undefined;
  }
  for (const candidate of roots) {
    const root = await realPath(candidate);
    if (root !== undefined && pathBelow(root, real) !== undefined) {
      return { root, path: real };
    }
  }
  return undefined;
}

/**
 * The repository that a folder belongs to: the nearest one upwards with a `.git`, or else the folder directly below the root.
 * A `.git` in the root itself does not count, since the root is a place for repositories.
 */
export async function findRepositoryFolder(
  root: string,
  folder: string,
): Promise<string> {
  const segments = (pathBelow(root, folder) ?? '').split('/').filter(Boolean);
  if (segments.length === 0) {
    return root;
  }
  const topmost = join(root, segments[0]);
  for (let at = folder; at !== topmost; at = dirname(at)) {
    if (await exists(join(at, '.git'))) {
      return at;
    }
  }
  return topmost;
}

async function exists(path: string): Promise<boolean> {
  return fs.lstat(path).then(
    () => true,
    () => false,
  );
}

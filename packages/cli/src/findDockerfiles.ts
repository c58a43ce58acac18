import {
  isDockerfileName,
  isSetAside,
  isUnlistedFolder,
} from 'dockerfile-scorecard-engine';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { STDIN } from './readDockerfile';
import { UsageError } from './terminal';

async function walk(
  folder: string,
  root: string,
  found: string[],
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isUnlistedFolder(entry.name)) await walk(path, root, found);
    } else if (
      entry.isFile() &&
      isDockerfileName(entry.name) &&
      !isSetAside(relative(root, path).split(sep).join('/'))
    )
      found.push(path);
  }
}

/** Dockerfiles that paths name: files as they are, folders searched. */
export async function findDockerfiles(
  paths: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if (path === STDIN) {
      found.push(path);
      continue;
    }
    const info = await stat(path).catch(() => undefined);
    if (!info) throw new UsageError(`${path} does not exist.`);
    if (info.isDirectory()) await walk(path, path, found);
    else found.push(path);
  }
  return [...new Set(found)];
}

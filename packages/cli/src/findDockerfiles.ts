import {
  isDockerfileName,
  isSetAside,
  isUnlistedFolder,
} from 'dockerfile-scorecard-engine';
import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { orUsageError } from './orUsageError';
import { STDIN } from './readDockerfile';
import { UsageError } from './terminal';

function walk(folder: string, root: string, found: string[]): void {
  const entries = orUsageError(folder, () =>
    readdirSync(folder, { withFileTypes: true }),
  );
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isUnlistedFolder(entry.name)) walk(path, root, found);
    } else if (
      entry.isFile() &&
      isDockerfileName(entry.name) &&
      !isSetAside(relative(root, path).split(sep).join('/'))
    )
      found.push(path);
  }
}

/** Dockerfiles that paths name: files as they are, folders searched. */
export function findDockerfiles(paths: readonly string[]): string[] {
  const found: string[] = [];
  for (const path of paths) {
    if (path === STDIN) {
      found.push(path);
      continue;
    }
    const info = orUsageError(path, () =>
      statSync(path, { throwIfNoEntry: false }),
    );
    if (!info) throw new UsageError(`${path} does not exist.`);
    if (info.isDirectory()) walk(path, path, found);
    else found.push(path);
  }
  return [...new Set(found)];
}

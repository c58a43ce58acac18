import { unknown } from './environment';
import type { Resolved } from './types';

/** A path without `.`, `..` and doubled slashes; absolute stays absolute. */
export function normalisePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}`;
}

/** Where `path` leads from the folder `cwd`. */
export function resolvePath(cwd: Resolved, path: Resolved): Resolved {
  if (path.known && path.value.startsWith('/')) {
    return { known: true, value: normalisePath(path.value) };
  }
  if (!path.known) {
    // The last part of a prefix may be half a name.
    const folder = path.prefix.slice(0, path.prefix.lastIndexOf('/') + 1);
    return unknown(path.reason, folder.startsWith('/') ? folder : '');
  }
  if (!cwd.known) {
    return unknown(cwd.reason, path.value.includes('..') ? '' : cwd.prefix);
  }
  return { known: true, value: normalisePath(`${cwd.value}/${path.value}`) };
}

/** Absolute, slash-separated paths. `python3.*` stands for a Python whose minor is not known. */

export const ANY_PYTHON = 'python3.*';

/** An empty, `.` or `..` part. */
const NEEDS_WORK = /\/(?:\.{0,2}(?:\/|$))/;

/** Removes `.`, `..`, doubled and trailing slashes; the result is absolute. */
export function normalise(path: string): string {
  if (path === '/' || path === '') return '/';
  if (path.startsWith('/') && !NEEDS_WORK.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** `path` as seen from `directory`. */
export function resolvePath(directory: string, path: string): string {
  return path.startsWith('/')
    ? normalise(path)
    : normalise(`${directory}/${path}`);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

function segmentMatches(a: string, b: string): boolean {
  if (a === b) return true;
  return (
    (a === ANY_PYTHON && /^python3(?:\.|$)/.test(b)) ||
    (b === ANY_PYTHON && /^python3(?:\.|$)/.test(a))
  );
}

/** `path` is `directory` or lies below it. */
export function isWithin(path: string, directory: string): boolean {
  if (directory === '/') return true;
  if (path.startsWith(directory)) {
    return path.length === directory.length || path[directory.length] === '/';
  }
  if (!path.includes(ANY_PYTHON) && !directory.includes(ANY_PYTHON)) {
    return false;
  }
  const inner = path.split('/');
  const outer = directory.split('/');
  return (
    outer.length <= inner.length &&
    outer.every((segment, i) => segmentMatches(segment, inner[i]))
  );
}

/** The part of `path` below `directory`, without a leading slash; empty for the directory itself. */
export function relativeTo(path: string, directory: string): string {
  if (directory === '/') return path.slice(1);
  return path.split('/').slice(directory.split('/').length).join('/');
}

export function joinPath(directory: string, rest: string): string {
  if (rest === '') return directory;
  return directory === '/' ? `/${rest}` : `${directory}/${rest}`;
}

/** The longest leading directory of a glob that holds no wildcard. */
export function fixedPrefix(glob: string): string {
  const wild = glob.search(/[*?[]/);
  if (wild < 0) return glob;
  const slash = glob.lastIndexOf('/', wild);
  return slash <= 0 ? '/' : glob.slice(0, slash);
}

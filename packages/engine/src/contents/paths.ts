/** Absolute, slash-separated paths. `python3.*` stands for a Python whose minor is not known. */

export const ANY_PYTHON = 'python3.*';

/** Removes `.`, `..`, doubled and trailing slashes; the result is absolute. */
export function normalise(path: string): string {
  if (path === '/' || path === '') return '/';
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

/** Turns a shell or COPY glob over one path into a test; `**` crosses directories. */
export function globToPattern(glob: string): RegExp {
  let pattern = '^';
  for (let i = 0; i < glob.length; i++) {
    const c = glob[i];
    if (c === '*') {
      if (glob[i + 1] === '*') {
        pattern += '.*';
        i++;
      } else pattern += '[^/]*';
    } else if (c === '?') pattern += '[^/]';
    else if (c === '[') {
      const end = glob.indexOf(']', i + 2);
      if (end < 0) pattern += '\\[';
      else {
        const set = glob.slice(i + 1, end).replace(/\\/g, '\\\\');
        pattern += `[${set.startsWith('!') ? `^${set.slice(1)}` : set}]`;
        i = end;
      }
    } else pattern += c.replace(/[.+^${}()|\\]/g, '\\$&');
  }
  try {
    return new RegExp(`${pattern}$`);
  } catch {
    // a set such as [z-a] matches nothing
    return /^(?!)/;
  }
}

/** The longest leading directory of a glob that holds no wildcard. */
export function fixedPrefix(glob: string): string {
  const wild = glob.search(/[*?[]/);
  if (wild < 0) return glob;
  const slash = glob.lastIndexOf('/', wild);
  return slash <= 0 ? '/' : glob.slice(0, slash);
}

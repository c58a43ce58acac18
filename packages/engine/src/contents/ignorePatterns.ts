/** One element of a pattern. */
type Token =
  | { kind: 'character'; character: string }
  | { kind: 'set'; pattern: RegExp }
  /** `?` */
  | { kind: 'one' }
  /** `*`: any run without a slash. */
  | { kind: 'run' }
  /** Two stars and a slash: any folders, or none. */
  | { kind: 'folders' }
  /** Two stars at the end. */
  | { kind: 'rest' };

/** A line of .dockerignore. */
interface Pattern {
  /** It takes back what an earlier line ignored. */
  isException: boolean;
  matches(path: string): boolean;
}

function readSet(text: string, start: number): [Token, number] | undefined {
  const end = text.indexOf(']', start + 2);
  if (end < 0) return undefined;
  const set = text.slice(start + 1, end);
  try {
    return [{ kind: 'set', pattern: new RegExp(`^[${set}]$`) }, end];
  } catch {
    // a set such as [z-a] matches nothing
    return [{ kind: 'set', pattern: /(?!)/ }, end];
  }
}

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '*' && text[i + 1] === '*') {
      while (text[i + 1] === '*') i++;
      if (text[i + 1] === '/') i++;
      tokens.push({ kind: i + 1 < text.length ? 'folders' : 'rest' });
    } else if (character === '*') tokens.push({ kind: 'run' });
    else if (character === '?') tokens.push({ kind: 'one' });
    else if (character === '\\' && i + 1 < text.length)
      tokens.push({ kind: 'character', character: text[++i] });
    else {
      const set = character === '[' ? readSet(text, i) : undefined;
      if (set) {
        tokens.push(set[0]);
        i = set[1];
      } else tokens.push({ kind: 'character', character });
    }
  }
  return tokens;
}

/** Where a path can stand behind a token, from where it can stand before it. */
function step(token: Token, path: string, from: readonly boolean[]): boolean[] {
  const to = new Array<boolean>(path.length + 1).fill(false);
  let isReached = false;
  for (let i = 0; i <= path.length; i++) {
    const before = path[i - 1];
    switch (token.kind) {
      case 'character':
        to[i] = i > 0 && from[i - 1] && before === token.character;
        break;
      case 'set':
        to[i] = i > 0 && from[i - 1] && token.pattern.test(before);
        break;
      case 'one':
        to[i] = i > 0 && from[i - 1] && before !== '/';
        break;
      case 'run':
        to[i] = from[i] || (i > 0 && to[i - 1] && before !== '/');
        break;
      case 'folders':
        to[i] = from[i] || (isReached && before === '/');
        isReached ||= from[i];
        break;
      default:
        isReached ||= from[i];
        to[i] = isReached;
    }
  }
  return to;
}

/** Steps of path times pattern: many stars in a row cost no more than few. */
function tokensMatch(tokens: readonly Token[], path: string): boolean {
  let at: boolean[] = [true, ...new Array<boolean>(path.length).fill(false)];
  for (const token of tokens) {
    at = step(token, path, at);
    if (!at.includes(true)) return false;
  }
  return at[path.length];
}

/** `./a//b/../c/` → `a/c`, as Go's path.Clean, without a leading slash. */
function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..')
      parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

function readPattern(line: string): Pattern | undefined {
  const trimmed = line.trim();
  const isException = trimmed.startsWith('!');
  const text = clean(isException ? trimmed.slice(1).trim() : trimmed);
  if (text === '') return undefined;
  if (!/[*?[\\]/.test(text))
    return { isException, matches: path => path === text };
  const tokens = readTokens(text);
  return { isException, matches: path => tokensMatch(tokens, path) };
}

/**
 * What a .dockerignore keeps out of the build context, by the rules that BuildKit documents
 * (docs.docker.com/build/concepts/context/#dockerignore-files, github.com/moby/patternmatcher): the last line that matches a path or
 * a folder above it decides.
 */
export class IgnorePatterns {
  private readonly patterns: readonly Pattern[];

  /** @param lines - of the file; one that starts with `#` is a comment */
  constructor(lines: readonly string[]) {
    this.patterns = lines
      .map((line, i) => (i === 0 ? line.replace(/^\uFEFF/, '') : line))
      .filter(line => !line.startsWith('#'))
      .flatMap(line => readPattern(line) ?? []);
  }

  /** @param path - relative to the build context, with forward slashes */
  ignores(path: string): boolean {
    const parts = path.split('/');
    const paths = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
    let isIgnored = false;
    for (const { isException, matches } of this.patterns) {
      // a line that ignores cannot change what is ignored, an exception not what is kept
      if (isException === isIgnored && paths.some(matches))
        isIgnored = !isException;
    }
    return isIgnored;
  }
}

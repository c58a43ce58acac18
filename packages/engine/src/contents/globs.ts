/** One element of a glob. */
type Token =
  | { kind: 'character'; character: string }
  | { kind: 'set'; pattern: RegExp }
  /** `?` */
  | { kind: 'one' }
  /** `*` */
  | { kind: 'many' }
  /** `**` */
  | { kind: 'deep' };

/** Tests a path in steps of path times glob: many stars in a row cost no more than few. */
export type Glob = (path: string) => boolean;

const WILD = /[*?[]/;

export function isGlob(text: string): boolean {
  return WILD.test(text);
}

function readSet(set: string): Token {
  const inner = set.replace(/[\\\]^]/g, '\\$&');
  const negated = set.startsWith('!') || set.startsWith('^');
  try {
    return {
      kind: 'set',
      pattern: new RegExp(
        negated ? `[^/${inner.replace(/^(?:!|\\\^)/, '')}]` : `[${inner}]`,
      ),
    };
  } catch {
    // a set such as [z-a] matches nothing
    return { kind: 'set', pattern: /(?!)/ };
  }
}

function readTokens(glob: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < glob.length; i++) {
    const character = glob[i];
    if (character === '*') {
      const start = i;
      while (glob[i + 1] === '*') i++;
      tokens.push({ kind: i > start ? 'deep' : 'many' });
    } else if (character === '?') tokens.push({ kind: 'one' });
    else if (character === '[') {
      const end = glob.indexOf(']', i + 2);
      if (end < 0) tokens.push({ kind: 'character', character });
      else {
        tokens.push(readSet(glob.slice(i + 1, end)));
        i = end;
      }
    } else tokens.push({ kind: 'character', character });
  }
  return tokens;
}

function accepts(token: Token, character: string): boolean {
  switch (token.kind) {
    case 'character':
      return token.character === character;
    case 'set':
      return token.pattern.test(character);
    case 'deep':
      return true;
    default:
      return character !== '/';
  }
}

function isStar({ kind }: Token): boolean {
  return kind === 'many' || kind === 'deep';
}

/** Marks a position in the glob as reached, and those behind the stars that stand there. */
function reach(
  tokens: readonly Token[],
  reached: Uint8Array,
  from: number,
): void {
  let at = from;
  for (; reached[at] === 0; at++) {
    reached[at] = 1;
    if (at === tokens.length || !isStar(tokens[at])) return;
  }
}

function matches(tokens: readonly Token[], path: string): boolean {
  let reached = new Uint8Array(tokens.length + 1);
  let next = new Uint8Array(tokens.length + 1);
  reach(tokens, reached, 0);
  for (const character of path) {
    next.fill(0);
    for (let at = 0; at < tokens.length; at++) {
      if (reached[at] === 0 || !accepts(tokens[at], character)) continue;
      reach(tokens, next, isStar(tokens[at]) ? at : at + 1);
    }
    [reached, next] = [next, reached];
  }
  return reached[tokens.length] === 1;
}

/** Longer ones are nobody's, and a path times such a glob is no small number of steps. */
const LONGEST_GLOB = 256;

/** The same few globs stand in every file: `/var/lib/apt/lists/*`. */
const known = new Map<string, Glob>();
const MOST_KNOWN = 1000;

/** Reads a glob of a shell or of COPY; `**` crosses directories. */
export function readGlob(glob: string): Glob {
  let test = known.get(glob);
  if (!test) {
    if (known.size >= MOST_KNOWN) known.clear();
    const tokens = glob.length > LONGEST_GLOB ? undefined : readTokens(glob);
    test = path => tokens !== undefined && matches(tokens, path);
    known.set(glob, test);
  }
  return test;
}

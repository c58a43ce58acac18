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

function matches(tokens: readonly Token[], path: string): boolean {
  // positions in the glob that the path so far may have reached
  let reached = new Set<number>();
  const reach = (into: Set<number>, at: number) => {
    let position = at;
    into.add(position);
    while (position < tokens.length && isStar(tokens[position]))
      into.add(++position);
  };
  reach(reached, 0);
  for (const character of path) {
    const next = new Set<number>();
    for (const at of reached) {
      const token = tokens[at];
      if (!token || !accepts(token, character)) continue;
      reach(next, isStar(token) ? at : at + 1);
    }
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(tokens.length);
}

/** Longer ones are nobody's, and a path times such a glob is no small number of steps. */
const LONGEST_GLOB = 4096;

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

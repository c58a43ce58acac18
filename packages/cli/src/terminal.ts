/** Where the command writes to, so that tests can read it. @public */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Escape codes for colour may be written. */
  color: boolean;
}

/** Something the user gave that cannot be used; told without a stack. */
export class UsageError extends Error {
  name = 'UsageError';
}

interface DenoGlobal {
  noColor: boolean;
}

/** Colour, unless the output is no terminal or NO_COLOR asks for none. Deno tells the latter without a permission. */
function wantsColor(): boolean {
  const deno = (globalThis as { Deno?: DenoGlobal }).Deno;
  const noColor = deno ? deno.noColor : process.env.NO_COLOR !== undefined;
  return Boolean(process.stdout.isTTY) && !noColor;
}

export function processTerminal(): Terminal {
  return {
    out: text => process.stdout.write(text),
    error: text => process.stderr.write(text),
    color: wantsColor(),
  };
}

const CODES = {
  bold: 1,
  dim: 2,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
} as const;

/** Paints texts; leaves them as they are where colour is not wanted. */
export type Paint = (style: keyof typeof CODES, text: string) => string;

export function painter({ color }: Terminal): Paint {
  return (style, text) =>
    color ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
}

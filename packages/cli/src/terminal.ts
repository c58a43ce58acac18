import { text as textOf } from 'node:stream/consumers';

/** Where the command reads from and writes to, so that tests can stand in for it. @public */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Everything that the standard input holds. */
  input(): Promise<string>;
  /** Escape codes for colour may be written. */
  color: boolean;
  /** Shows how far a long work is, in place of what it showed before; nothing where nobody looks. */
  progress?(text: string): void;
}

/** Something the user gave that cannot be used; told without a stack. */
export class UsageError extends Error {
  override name = 'UsageError';
}

interface DenoGlobal {
  noColor: boolean;
}

/**
 * Colour in a terminal, unless NO_COLOR asks for none; FORCE_COLOR asks for it everywhere. Deno tells the former without a
 * permission; for the latter nobody should have to give one.
 */
function wantsColor(): boolean {
  const deno = (globalThis as { Deno?: DenoGlobal }).Deno;
  if (deno) return Boolean(process.stdout.isTTY) && !deno.noColor;
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0';
  return Boolean(process.stdout.isTTY);
}

export function processTerminal(): Terminal {
  return {
    out: text => process.stdout.write(text),
    error: text => process.stderr.write(text),
    input: () => textOf(process.stdin),
    color: wantsColor(),
    // a line that the next one writes over; a log would keep them all
    ...(process.stderr.isTTY && {
      progress: (text: string) => process.stderr.write(`\r\u001b[K${text}`),
    }),
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

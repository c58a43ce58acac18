import type { Range } from '../verdict';

/**
 * A text that is known, or the reason why it cannot be. `prefix` is the known beginning of an unknown text.
 *
 * @public
 */
export type Resolved =
  | { known: true; value: string }
  | {
      known: false;
      reason: string;
      prefix: string;
      /** Nothing sets it but the one who builds: a plain build goes on without it. */
      unset?: true;
    };

/**
 * One word of a command after expansion. `glob` tells of an unquoted `*`, `?` or `[`.
 *
 * @public
 */
export interface ShellWord {
  /** As written in the script. */
  raw: string;
  text: Resolved;
  glob: boolean;
  range: Range;
}

/**
 * A redirection; for `<<` and `<<<` the target is the delimiter or the text.
 *
 * @public
 */
export interface Redirect {
  operator:
    | '<'
    | '>'
    | '>>'
    | '>|'
    | '<>'
    | '&>'
    | '&>>'
    | '<&'
    | '>&'
    | '<<'
    | '<<-'
    | '<<<';
  fileDescriptor: number | undefined;
  target: ShellWord;
}

/**
 * One simple command at the moment the shell runs it.
 *
 * @public
 */
export interface CommandStep {
  /** `words[0]` is the command name; an assignment on its own gives no words. */
  words: ShellWord[];
  /** `NAME=value` in front of the command (in force for it alone) or on their own. */
  assignments: { name: string; value: Resolved; range: Range }[];
  redirects: Redirect[];
  /** Absolute working directory of the shell at that point. */
  cwd: Resolved;
  /**
   * `always`: a build that went past this instruction ran this command.
   * `maybe`: it stands behind a condition (`||`, `if`, `case`, a loop over unknown words, a function never called).
   */
  certainty: 'always' | 'maybe';
  /** `succeeded`: the build cannot have gone on had it failed (`&&` chains, `set -e`, last command). */
  outcome: 'succeeded' | 'may-fail';
  /** Its place in a pipeline; undefined outside one. */
  pipeline: { index: number; length: number } | undefined;
  background: boolean;
  /** Content of a here-document or here-string that feeds standard input. */
  input: Resolved | undefined;
  range: Range;
}

/**
 * Variables of the running shell. Visitors may write to it (`. venv/bin/activate` changes PATH).
 *
 * @public
 */
export interface ShellEnvironment {
  get(name: string): Resolved | undefined;
  set(name: string, value: Resolved): void;
  unset(name: string): void;
}

/**
 * A part of the script that is not understood: everything it could do is unknown.
 *
 * @public
 */
export interface UnknownScript {
  reason: string;
  range: Range;
}

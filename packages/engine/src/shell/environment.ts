import type { Resolved, ShellEnvironment } from './types';

/** A variable that was unset, as opposed to one that was never touched. */
const UNSET = Symbol('unset');

/**
 * Variables on top of others: a subshell, or a branch that may not run, writes here and what is below stays as it was.
 *
 * @public
 */
export class LayeredEnvironment implements ShellEnvironment {
  private readonly own = new Map<string, Resolved | typeof UNSET>();

  constructor(private readonly below: Pick<ShellEnvironment, 'get'>) {}

  get(name: string): Resolved | undefined {
    const own = this.own.get(name);
    if (own === undefined) {
      return this.below.get(name);
    }
    return own === UNSET ? undefined : own;
  }

  set(name: string, value: Resolved): void {
    this.own.set(name, value);
  }

  unset(name: string): void {
    this.own.set(name, UNSET);
  }

  /** Names that were set or unset here. */
  touched(): Iterable<string> {
    return this.own.keys();
  }
}

/** An unknown text. */
export function unknown(reason: string, prefix = ''): Resolved {
  return { known: false, reason, prefix };
}

/** A known text. */
export function known(value: string): Resolved {
  return { known: true, value };
}

/** Longest text that the script of a RUN makes; a loop that doubles a variable must not fill the memory. */
const MAX_TEXT = 65_536;

/** Both texts, one behind the other. */
export function concatenate(left: Resolved, right: Resolved): Resolved {
  if (!left.known) {
    return left;
  }
  const text = left.value + (right.known ? right.value : right.prefix);
  if (text.length > MAX_TEXT) {
    return unknown('the text is too long to follow');
  }
  return right.known ? known(text) : unknown(right.reason, text);
}

/** Whether both are certainly the same text. */
function same(
  left: Resolved | undefined,
  right: Resolved | undefined,
): boolean {
  if (left === undefined || right === undefined) {
    return left === right;
  }
  return left.known && right.known
    ? left.value === right.value
    : left === right;
}

/** One of several texts, nobody knows which. */
export function either(
  values: readonly (Resolved | undefined)[],
  reason: string,
): Resolved | undefined {
  const [first, ...rest] = values;
  return rest.every(value => same(first, value)) ? first : unknown(reason);
}

/** Carries what branches did into the environment around them: where they disagree the variable is unknown. */
export function mergeBranches(
  target: ShellEnvironment,
  branches: readonly LayeredEnvironment[],
  reason: string,
): void {
  const names = new Set(branches.flatMap(branch => [...branch.touched()]));
  for (const name of names) {
    const value = either(
      branches.map(branch => branch.get(name)),
      reason,
    );
    if (value === undefined) {
      target.unset(name);
    } else {
      target.set(name, value);
    }
  }
}

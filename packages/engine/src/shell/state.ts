import type { Function as FunctionNode } from 'unbash';
import type { Range } from '../verdict';
import {
  either,
  LayeredEnvironment,
  mergeBranches,
  unknown,
} from './environment';
import type { Resolved, ShellEnvironment } from './types';

/** Whether something has happened by now. */
export type Happened = 'no' | 'maybe' | 'yes';

/** Where the nodes that are being run stand in the file. */
export interface Frame {
  locate(pos: number, end: number): Range;
  /** How many scripts deep (`eval`, `sh -c`, functions). */
  depth: number;
}

/** A function with the frame it was written in. */
export interface DefinedFunction {
  node: FunctionNode;
  frame: Frame;
}

/** A shell at one moment. */
export class ShellState {
  /** `exit` was reached. */
  exited: Happened = 'no';
  /** The exit was one with a code other than 0, so a build that went on did not come here. */
  failed = false;
  /** `break`, `continue` or `return` was reached. */
  jumped: Happened = 'no';
  jump: 'break' | 'continue' | 'return' | undefined;
  directories: Resolved[] = [];
  /** Values that `local` has hidden, innermost function last. */
  readonly hidden: Map<string, Resolved | undefined>[] = [];

  constructor(
    readonly env: LayeredEnvironment,
    public cwd: Resolved,
    public errexit: boolean,
    public pipefail: boolean,
    readonly functions: Map<string, DefinedFunction>,
    public positional: readonly Resolved[] | undefined,
  ) {}

  /** A copy whose changes stay its own: a subshell, or a branch until it is merged. */
  fork(): ShellState {
    const copy = new ShellState(
      new LayeredEnvironment(this.env),
      this.cwd,
      this.errexit,
      this.pipefail,
      new Map(this.functions),
      this.positional,
    );
    copy.directories = [...this.directories];
    copy.hidden.push(...this.hidden.map(names => new Map(names)));
    return copy;
  }

  /** Whether what comes next may not run. */
  get doubtful(): boolean {
    return this.exited !== 'no' || this.jumped !== 'no';
  }

  /** Whether what comes next certainly does not run. */
  get ended(): boolean {
    return this.exited === 'yes' || this.jumped === 'yes';
  }

  /** Takes over what branches did, one of which was run. Branches that end the build with an error were not. */
  merge(branches: readonly ShellState[], reason: string): void {
    const live = branches.filter(branch => !branch.failed);
    if (live.length === 0) {
      this.exited = 'yes';
      this.failed = true;
      return;
    }
    mergeBranches(
      this.env,
      live.map(branch => branch.env),
      reason,
    );
    this.cwd =
      either(
        live.map(branch => branch.cwd),
        reason,
      ) ?? unknown(reason);
    this.errexit = live.every(branch => branch.errexit);
    this.pipefail = live.every(branch => branch.pipefail);
    this.exited = later(
      this.exited,
      together(live.map(branch => branch.exited)),
    );
    this.jumped = later(
      this.jumped,
      together(live.map(branch => branch.jumped)),
    );
    this.jump = live.find(branch => branch.jump !== undefined)?.jump;
    this.mergeLists(live);
    for (const branch of live) {
      for (const [name, definition] of branch.functions) {
        this.functions.set(name, definition);
      }
    }
  }

  private mergeLists(live: readonly ShellState[]): void {
    const [first] = live;
    this.directories = live.every(
      branch => branch.directories.length === first.directories.length,
    )
      ? first.directories
      : [];
    this.positional = live.every(
      branch => branch.positional === first.positional,
    )
      ? first.positional
      : undefined;
  }
}

/** What was doubtful stays doubtful at least. */
function later(before: Happened, now: Happened): Happened {
  return now === 'no' ? before : now;
}

function together(values: readonly Happened[]): Happened {
  return values.every(value => value === values[0]) ? values[0] : 'maybe';
}

/** The variables of a shell, its own ones included. */
export function parameterOf(
  state: ShellState,
  name: string,
): Resolved | undefined {
  if (/^\d+$/.test(name)) {
    return positionalParameter(state, Number(name));
  }
  switch (name) {
    case 'PWD':
      return state.cwd;
    case '#':
      return state.positional === undefined
        ? unknown('the number of arguments is not known')
        : { known: true, value: String(state.positional.length) };
    case '?':
    case '$':
    case '!':
    case '-':
    case '_':
    case 'RANDOM':
    case 'SECONDS':
    case 'HOSTNAME':
    case 'UID':
    case 'EUID':
    case 'LINENO':
    case 'PPID':
      return unknown(`$${name} is known to the running shell only`);
    default:
      return state.env.get(name);
  }
}

function positionalParameter(
  state: ShellState,
  index: number,
): Resolved | undefined {
  if (index === 0 || state.positional === undefined) {
    return unknown(`$${index} is known to the running shell only`);
  }
  return state.positional[index - 1];
}

/** An environment as visitors see it: `PWD` and the like included. */
export function visibleEnvironment(state: ShellState): ShellEnvironment {
  return {
    get: name => parameterOf(state, name),
    set: (name, value) => state.env.set(name, value),
    unset: name => state.env.unset(name),
  };
}

import type { Resolved } from '../shell/types';
import type { Scope } from './types';

/** What a name was bound to, and by how many bindings before it. */
interface Binding {
  at: number;
  value: Resolved;
}

/** What a stage starts with: the end of the stage below, or fixed variables of an image. */
export type Start =
  | { kind: 'stage'; log: VariableLog; end: number }
  | { kind: 'fixed'; variables: ReadonlyMap<string, Resolved> };

/**
 * Every binding of one kind of variable in a stage, in order. A scope is a position in it, so that a scope for each of 100,000
 * instructions costs nothing.
 */
export class VariableLog {
  private readonly bindings = new Map<string, Binding[]>();
  /** Answers from below: a chain of ten thousand stages is walked once for a name, not once for a stage. */
  private readonly inherited = new Map<string, Resolved | undefined>();
  /** Number of bindings so far. */
  position = 0;

  constructor(private readonly start: Start) {}

  bind(name: string, value: Resolved): void {
    const binding = { at: this.position++, value };
    const list = this.bindings.get(name);
    if (list === undefined) {
      this.bindings.set(name, [binding]);
    } else {
      list.push(binding);
    }
  }

  lookup(name: string, position: number): Resolved | undefined {
    const own = this.lookupOwn(name, position);
    if (own !== undefined) {
      return own;
    }
    if (!this.inherited.has(name)) {
      this.inherited.set(name, this.lookupBelow(name));
    }
    return this.inherited.get(name);
  }

  private lookupOwn(name: string, position: number): Resolved | undefined {
    const list = this.bindings.get(name);
    return list && lastBefore(list, position)?.value;
  }

  /** Walks down in a loop: recursion would not survive ten thousand stages. */
  private lookupBelow(name: string): Resolved | undefined {
    let { start } = this;
    while (start.kind === 'stage') {
      const { log, end } = start;
      const own = log.lookupOwn(name, end);
      if (own !== undefined) {
        return own;
      }
      if (log.inherited.has(name)) {
        return log.inherited.get(name);
      }
      start = log.start;
    }
    return start.variables.get(name);
  }

  /** Everything that is bound at `position`, with what is inherited. */
  all(position: number): Map<string, Resolved> {
    const result = new Map<string, Resolved>();
    for (const name of this.names()) {
      const value = this.lookup(name, position);
      if (value !== undefined) {
        result.set(name, value);
      }
    }
    return result;
  }

  private names(): Set<string> {
    const names = new Set(this.bindings.keys());
    let { start } = this;
    while (start.kind === 'stage') {
      for (const name of start.log.bindings.keys()) {
        names.add(name);
      }
      start = start.log.start;
    }
    for (const name of start.variables.keys()) {
      names.add(name);
    }
    return names;
  }
}

function lastBefore(
  list: readonly Binding[],
  position: number,
): Binding | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].at < position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return list[low - 1];
}

/** The variables of a stage: ENV, which the image keeps, and ARG, which only the build knows. */
export interface StageVariables {
  environment: VariableLog;
  buildArguments: VariableLog;
  /** What a name may be that nothing sets; undefined where that is certain. */
  guess: (name: string) => Resolved | undefined;
}

/** The variables of a stage between two of its instructions. */
export class StageScope implements Scope {
  private readonly environmentPosition: number;
  private readonly argumentPosition: number;

  constructor(private readonly variables: StageVariables) {
    this.environmentPosition = variables.environment.position;
    this.argumentPosition = variables.buildArguments.position;
  }

  /**
   * ENV wins over ARG of the same name, the ENV of a known base image too. What a base image may set that is not known comes
   * last.
   */
  lookup(name: string): Resolved | undefined {
    const { environment, buildArguments } = this.variables;
    return (
      environment.lookup(name, this.environmentPosition) ??
      buildArguments.lookup(name, this.argumentPosition) ??
      this.variables.guess(name)
    );
  }

  environment(): ReadonlyMap<string, Resolved> {
    return this.variables.environment.all(this.environmentPosition);
  }

  buildArguments(): ReadonlyMap<string, Resolved> {
    return this.variables.buildArguments.all(this.argumentPosition);
  }
}

import { resolveWord } from '../shell/expand';
import type { Resolved } from '../shell/types';
import type { TypedInstruction } from '../syntax/instructions';
import type { Range } from '../verdict';
import {
  argumentValue,
  type BuildSettings,
  type GlobalScope,
} from './globalScope';
import { StageScope, type StageVariables } from './scope';
import type {
  Scope,
  Source,
  Stage,
  StageInstruction,
  StageReference,
} from './types';

/** What the FROM line says of a stage. */
export interface StageHead {
  index: number;
  name: string | undefined;
  range: Range;
  baseRange: Range;
  base: Source;
  baseText: Resolved;
  platform: Resolved | undefined;
}

/** A stage that is being read. */
export class StageNode implements Stage {
  readonly index: number;
  readonly name: string | undefined;
  readonly range: Range;
  readonly baseRange: Range;
  readonly base: Source;
  readonly baseText: Resolved;
  readonly platform: Resolved | undefined;
  readonly instructions: StageInstruction[] = [];
  readonly references: StageReference[];
  reachable = false;
  private scope: Scope;

  constructor(
    head: StageHead,
    readonly variables: StageVariables,
    private readonly stages: readonly StageNode[],
  ) {
    this.index = head.index;
    this.name = head.name;
    this.range = head.range;
    this.baseRange = head.baseRange;
    this.base = head.base;
    this.baseText = head.baseText;
    this.platform = head.platform;
    this.scope = new StageScope(variables);
    this.references = [
      {
        via: 'from',
        source: head.base,
        range: head.baseRange,
        instruction: -1,
      },
    ];
  }

  /** Made when asked for: the chains of ten thousand stages on top of each other would fill the memory. */
  get chain(): number[] {
    const chain = [this.index];
    let { base } = this;
    while (base.kind === 'stage') {
      chain.push(base.stage);
      base = this.stages[base.stage].base;
    }
    return chain;
  }

  get finalScope(): Scope {
    return this.scope;
  }

  /** Appends an instruction and lets it change the variables. */
  add(
    instruction: TypedInstruction,
    deferred: boolean,
    globals: GlobalScope,
    settings: BuildSettings,
  ): void {
    const { scope } = this;
    this.instructions.push({
      index: this.instructions.length,
      instruction,
      scope,
      deferred,
    });
    if (instruction.kind === 'ENV') {
      const pairs = instruction.pairs.map(pair => ({
        name: resolveWord(pair.name, name => scope.lookup(name), settings),
        value: resolveWord(pair.value, name => scope.lookup(name), settings),
      }));
      for (const { name, value } of pairs) {
        if (name.known) {
          this.variables.environment.bind(name.value, value);
        }
      }
      this.scope = new StageScope(this.variables);
    } else if (instruction.kind === 'ARG') {
      const values = instruction.args.map(argument =>
        argumentValue(
          argument,
          name => scope.lookup(name),
          name => globals.lookup(name),
          settings,
        ),
      );
      instruction.args.forEach((argument, index) => {
        const value = values[index];
        if (value !== undefined) {
          this.variables.buildArguments.bind(argument.name, value);
        }
      });
      this.scope = new StageScope(this.variables);
    }
  }
}

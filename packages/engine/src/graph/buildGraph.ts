import { resolveWord } from '../shell/expand';
import {
  type FromInstruction,
  type InvalidInstruction,
  type TypedInstruction,
  typeInstructions,
} from '../syntax/instructions';
import type {
  Argument,
  DockerfileSyntax,
  SyntaxProblem,
} from '../syntax/types';
import {
  type BaseEnvironment,
  type FurtherVariables,
  inheritedVariables,
  initialVariables,
} from './bases';
import { findCycles, neededBy } from './cycles';
import { type BuildSettings, GlobalScope } from './globalScope';
import { serviceStage } from './serviceStage';
import { baseSource, referencedSource, type SourceNames } from './sources';
import { type StageHead, StageNode } from './stage';
import type { BuildGraph, Source, StageReference } from './types';

/**
 * What is known of the build beside the file.
 *
 * @public
 */
export interface GraphOptions {
  /** Name or number of the stage to ship; unless told the last one, or the service that the last one only tests. */
  target?: string;
  /** All build arguments of the build command. Absent means unknown: an ARG without a default may then hold anything. */
  buildArgs?: Record<string, string>;
  /** The variables that an image sets; undefined where they are not known. */
  baseEnvironment?: BaseEnvironment;
  /** Whether an image may set a variable beside those; none unless told. What the file declares as ARG somewhere is its own. */
  mayAlsoSet?: FurtherVariables;
  /** The platform of the build, e.g. `linux/amd64`; unknown unless told. */
  platform?: string;
  /** Names of the additional build contexts (`--build-context name=…`). */
  contexts?: readonly string[];
}

class GraphBuilder {
  private readonly stages: StageNode[] = [];
  private readonly names = new Map<string, number>();
  private readonly contexts: ReadonlySet<string>;
  private readonly settings: BuildSettings;
  private readonly globals: GlobalScope;
  private argumentNames: ReadonlySet<string> | undefined;
  private readonly problems: SyntaxProblem[] = [];

  constructor(
    private readonly syntax: DockerfileSyntax,
    private readonly options: GraphOptions,
  ) {
    this.contexts = new Set(
      options.contexts?.map(name => name.toLowerCase()) ?? [],
    );
    this.settings = {
      buildArgs: options.buildArgs,
      platform: options.platform,
      escape: syntax.escape,
    };
    this.globals = new GlobalScope(this.settings);
  }

  build(): BuildGraph {
    const { stages } = this;
    const typed = typeInstructions(this.syntax);
    for (const instruction of typed.instructions) {
      this.read(instruction);
    }
    this.linkReferences();
    const target = this.findTarget();
    if (target !== undefined) {
      for (const index of neededBy(stages, target)) {
        stages[index].reachable = true;
      }
    }
    const found = [...this.problems, ...findCycles(stages)];
    // The names in a template are not the ones it will be built with.
    const problems =
      this.syntax.source.kind === 'template'
        ? typed.problems
        : [...typed.problems, ...found].sort(byPlace);
    return { stages, target, problems };
  }

  private read(instruction: TypedInstruction): void {
    if (instruction.syntax.keyword === 'FROM') {
      this.openStage(instruction);
      return;
    }
    const stage = this.stages.at(-1);
    if (stage !== undefined) {
      stage.add(instruction, false, this.globals, this.settings);
    } else if (instruction.kind === 'ARG') {
      this.globals.declare(instruction);
    }
  }

  private openStage(instruction: TypedInstruction): void {
    const head =
      instruction.kind === 'FROM'
        ? this.readFrom(instruction)
        : this.readInvalidFrom(instruction);
    const below =
      head.base.kind === 'stage' ? this.stages[head.base.stage] : undefined;
    const stage = new StageNode(
      head,
      below === undefined
        ? initialVariables(
            head.base,
            this.options.baseEnvironment,
            (reference, name) => this.mayAlsoSet(reference, name),
          )
        : inheritedVariables(below.variables),
      this.stages,
    );
    this.stages.push(stage);
    if (head.name !== undefined) {
      this.names.set(head.name.toLowerCase(), head.index);
    }
    for (const { instruction: deferred } of below?.instructions ?? []) {
      if (deferred.kind === 'ONBUILD') {
        stage.add(deferred.trigger, true, this.globals, this.settings);
      }
    }
  }

  private mayAlsoSet(reference: string, name: string): boolean {
    const { mayAlsoSet } = this.options;
    return (
      (mayAlsoSet?.(reference, name) ?? false) && !this.declared().has(name)
    );
  }

  /** Names of every ARG of the file. */
  private declared(): ReadonlySet<string> {
    this.argumentNames ??= new Set(
      this.syntax.instructions
        .filter(({ keyword }) => keyword === 'ARG')
        .flatMap(({ args }) => args.map(arg => arg.replace(/=.*$/s, ''))),
    );
    return this.argumentNames;
  }

  private readFrom(instruction: FromInstruction): StageHead {
    const { image, name, platform, syntax } = instruction;
    const lookup = (variable: string) => this.globals.lookup(variable);
    const baseText = resolveWord(image.value, lookup, this.settings);
    const base = baseSource(baseText, image.value, this.sourceNames());
    if (baseText.known && baseText.value === '') {
      this.problems.push({
        code: 'empty-base',
        message: `${image.value} expands to nothing: give the variable a default with ARG in front of the first FROM.`,
        range: syntax.range,
      });
    }
    return {
      index: this.stages.length,
      name: name?.value,
      range: syntax.range,
      baseRange: image.range,
      base,
      baseText,
      platform: platform && resolveWord(platform.value, lookup, this.settings),
    };
  }

  /** A FROM that BuildKit refuses still opens a stage, else its instructions would be taken for those of the stage above. */
  private readInvalidFrom({
    syntax,
  }: InvalidInstruction | TypedInstruction): StageHead {
    const reason = 'the FROM line is not valid';
    return {
      index: this.stages.length,
      name: undefined,
      range: syntax.range,
      baseRange: syntax.range,
      base: { kind: 'unknown', text: syntax.args[0] ?? '', reason },
      baseText: { known: false, reason, prefix: '' },
      platform: undefined,
    };
  }

  private sourceNames(): SourceNames {
    return {
      stages: this.names,
      stageCount: this.stages.length,
      contexts: this.contexts,
    };
  }

  /** Done when all stages are known: BuildKit looks names up among the stages below too. */
  private linkReferences(): void {
    const names = this.sourceNames();
    for (const stage of this.stages) {
      for (const { index, instruction } of stage.instructions) {
        for (const { via, from } of fromArguments(instruction)) {
          const source = referencedSource(from, names);
          const { range } = from;
          stage.references.push({ via, source, range, instruction: index });
          if (source.kind === 'unknown') {
            this.reportUnknown(source, from);
          }
        }
      }
    }
  }

  private reportUnknown(
    source: Source & { kind: 'unknown' },
    from: Argument,
  ): void {
    this.problems.push({
      code: 'invalid-from-reference',
      message: `--from=${from.value} names no stage: ${source.reason}. Write the name of a stage or of an image.`,
      range: from.range,
    });
  }

  private findTarget(): number | undefined {
    const { target } = this.options;
    const last = this.stages.length - 1;
    if (target === undefined) {
      return last < 0 ? undefined : serviceStage(this.stages);
    }
    const byName = this.names.get(target.toLowerCase());
    if (byName !== undefined) {
      return byName;
    }
    const index = /^\d+$/.test(target) ? Number(target) : -1;
    return index >= 0 && index <= last ? index : undefined;
  }
}

function* fromArguments(
  instruction: TypedInstruction,
): Generator<{ via: StageReference['via']; from: Argument }> {
  if (instruction.kind === 'COPY' && instruction.from !== undefined) {
    yield { via: 'copy', from: instruction.from };
  }
  if (instruction.kind === 'RUN') {
    for (const { from } of instruction.mounts) {
      if (from !== undefined) {
        yield { via: 'mount', from };
      }
    }
  }
}

function byPlace(left: SyntaxProblem, right: SyntaxProblem): number {
  const a = left.range.start;
  const b = right.range.start;
  return a.line - b.line || a.column - b.column;
}

/**
 * Finds the stages of a Dockerfile, what each is built on and copies from, and the variables in force at every instruction.
 *
 * Sources: https://docs.docker.com/reference/dockerfile/#from,
 * https://docs.docker.com/reference/dockerfile/#scope,
 * https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact
 *
 * @example
 * ```ts
 * const text = 'ARG TAG=3.13\nFROM python:${TAG} AS build\nFROM scratch\nCOPY --from=Build /app /app\n';
 * const { stages, target } = buildGraph(parseDockerfile(text));
 * expect(stages[0].base).toEqual({ kind: 'image', reference: 'python:3.13' });
 * expect(stages[1].references[1].source).toEqual({ kind: 'stage', stage: 0 });
 * expect(target).toBe(1);
 * ```
 *
 * @public
 */
export function buildGraph(
  syntax: DockerfileSyntax,
  options: GraphOptions = {},
): BuildGraph {
  return new GraphBuilder(syntax, options).build();
}

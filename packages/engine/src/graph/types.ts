import type { SyntaxProblem } from '../syntax/types';
import type { Resolved } from '../shell/types';
import type { TypedInstruction } from '../syntax/instructions';
import type { Range } from '../verdict';

/**
 * What a name in FROM, COPY --from or RUN --mount=from stands for.
 *
 * @public
 */
export type Source =
  | { kind: 'stage'; stage: number }
  | { kind: 'image'; reference: string }
  | { kind: 'scratch' }
  | { kind: 'context'; name: string }
  | { kind: 'unknown'; text: string; reason: string };

/**
 * One use of another stage or image inside a stage.
 *
 * @public
 */
export interface StageReference {
  via: 'from' | 'copy' | 'mount';
  source: Source;
  range: Range;
  /** Index of the instruction in the stage; -1 for FROM. */
  instruction: number;
}

/**
 * The variables in force at one instruction.
 * `undefined` from `lookup` means: certainly not set.
 *
 * @public
 */
export interface Scope {
  lookup(name: string): Resolved | undefined;
  /** ENV variables only (what the container and RUN inherit), not ARG. */
  environment(): ReadonlyMap<string, Resolved>;
  /** Build arguments in scope with their defaults. */
  buildArguments(): ReadonlyMap<string, Resolved>;
}

/**
 * An instruction in its stage.
 *
 * @public
 */
export interface StageInstruction {
  /** Index within the stage; the FROM itself is not listed. */
  index: number;
  instruction: TypedInstruction;
  /** Variables in force when the instruction starts. */
  scope: Scope;
  /** An ONBUILD of the stage it is built on put it here; its ranges are those of that ONBUILD. */
  deferred: boolean;
}

/**
 * A build stage: a FROM and what follows it.
 *
 * @public
 */
export interface Stage {
  index: number;
  /** As written; compare case-insensitively. */
  name: string | undefined;
  /** The FROM instruction. */
  range: Range;
  /** The image or stage word of FROM. */
  baseRange: Range;
  base: Source;
  /** Base word after expansion, or why it is unknown. */
  baseText: Resolved;
  platform: Resolved | undefined;
  instructions: StageInstruction[];
  references: StageReference[];
  /** The target needs this stage. */
  reachable: boolean;
  /** Indices of this stage and the stages it is built FROM, nearest first. */
  chain: number[];
  /** Variables after the last instruction. */
  finalScope: Scope;
}

/**
 * The stages of a Dockerfile and what they take from one another.
 *
 * @public
 */
export interface BuildGraph {
  stages: Stage[];
  /** Index of the stage that `docker build` ships; undefined for a file without stages or an unknown target name. */
  target: number | undefined;
  /**
   * What BuildKit has against single instructions and against what the stages take from one another, in the order of the file.
   * What its parser refuses stands in `DockerfileSyntax.errors`.
   */
  problems: SyntaxProblem[];
}

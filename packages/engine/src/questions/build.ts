import type { StageState } from '../contents';
import type { Call } from '../contents/stageState';
import { once } from '../contents/once';
import { readPackageFate } from './packageFate';
import { TargetImage } from './targetImage';
import { installsOnlyTools } from '../contents/python/requirements';
import type { ContextFiles, Install } from '../contents';
import type { BuildGraph, Stage } from '../graph';
import type { ImageFacts } from '../images';
import type { DockerfileSyntax } from '../syntax';
import type { Range, TraceStep } from '../verdict';

/** Names of stages that are built for their own sake: `docker build --target test`. */
const SIDE_STAGE =
  /^(?:.*[-_])?(?:test|tests|testing|unittest|unit-tests|e2e|dev|develop|development|devel|lint|linter|linting|check|checks|docs|doc|ci|debug|local|format|typecheck|coverage|security|scan|audit|export|artifacts?|dist)(?:[-_].*)?$/i;

/** One Dockerfile with everything that the floors below know of it: what a rule asks. */
export class Build {
  /** The final image; undefined for a file without a stage that can be followed. */
  readonly target: TargetImage | undefined;
  private readonly answers = new Map<(build: Build) => unknown, unknown>();

  constructor(
    readonly syntax: DockerfileSyntax,
    readonly graph: BuildGraph,
    readonly states: readonly (StageState | undefined)[],
    readonly files: ContextFiles,
    readonly today: string,
    readonly image: (reference: string) => ImageFacts | undefined,
  ) {
    const stage =
      graph.target === undefined ? undefined : graph.stages[graph.target];
    const state = stage && states[stage.index];
    this.target =
      stage && state ? new TargetImage(stage, state, graph) : undefined;
  }

  get stages(): readonly Stage[] {
    return this.graph.stages;
  }

  /** Name of a stage for a message: its name, or its number as `--from` counts it. */
  stageName(index: number): string {
    const stage = this.graph.stages[index];
    return stage?.name ?? String(index);
  }

  /** The stage at the bottom of a stage: the one whose FROM names an image. */
  bottomOf({ chain }: Pick<Stage, 'chain'>): Stage {
    return this.graph.stages[chain[chain.length - 1]];
  }

  /** What is known of the image that a stage's own FROM names; undefined where it names none. */
  baseOf({ base }: Stage): ImageFacts | undefined {
    return base.kind === 'image' ? this.image(base.reference) : undefined;
  }

  /** Answers a question once, however many rules ask it. */
  answer<T>(question: (build: Build) => T): T {
    if (!this.answers.has(question)) this.answers.set(question, question(this));
    return this.answers.get(question) as T;
  }

  /** Stages before the target that are not made for tests, linting and the like. */
  readonly buildStages = once(() => this.findBuildStages());

  private findBuildStages(): Stage[] {
    const { target } = this;
    if (!target) return [];
    const feeders = target.feeders();
    return this.graph.stages.filter(
      ({ index, name }) =>
        !target.inChain(index) &&
        index < target.stage.index &&
        (feeders.has(index) || !SIDE_STAGE.test(name ?? '')),
    );
  }

  isSideStage({ name }: Stage): boolean {
    return SIDE_STAGE.test(name ?? '');
  }

  /** Installs of Python packages that a stage does itself. */
  installsIn(stage: number): readonly Install[] {
    return this.installsByStage()[stage] ?? [];
  }

  private readonly installsByStage = once(() =>
    this.states.map(
      (state, stage) =>
        state?.installs.filter(({ place }) => place.stage === stage) ?? [],
    ),
  );

  /** Every install of something that a service may need, in every stage, once. */
  readonly allInstalls = once(() =>
    this.graph.stages
      .flatMap(({ index }) => this.installsIn(index))
      .filter(install => !installsOnlyTools(install)),
  );

  /** The Dockerfile builds or runs Python: otherwise Python rules do not apply. */
  get isPython(): boolean {
    if (this.allInstalls().length > 0) return true;
    return this.target?.runsPython() === true;
  }

  private readonly callsByRange = once(
    () =>
      new Map(
        this.states.flatMap(
          (state, stage) =>
            state?.calls
              .filter(({ place }) => place.stage === stage)
              .map(call => [call.step.range, call] as const) ?? [],
        ),
      ),
  );

  /** The command of a RUN at a range, as installs and packages have it. */
  callAt(range: Range): Call | undefined {
    return this.callsByRange().get(range);
  }

  /** What became of operating system packages in the layers of the final image. */
  readonly packageFate = once(() =>
    this.target ? readPackageFate(this.target.state) : [],
  );

  trace(range: Range, note: string): TraceStep {
    return { range, note };
  }
}

/** A question of which a build keeps the answer. */
export function remembered<T>(
  question: (build: Build) => T,
): (build: Build) => T {
  return build => build.answer(question);
}

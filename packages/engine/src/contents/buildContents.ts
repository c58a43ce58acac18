import type { BuildGraph, Source, Stage, StageInstruction } from '../graph';
import type { ImageFacts } from '../images';
import { resolveWord } from '../shell';
import { baseContentsOf } from './baseContents';
import type { ContextFiles } from './contextFiles';
import { FileSystem } from './fileSystem';
import { follow } from './run';
import { known, StageState, unknown } from './stageState';
import { transfer, type TransferWorld } from './transfer';
import { pythonRuntimeOf } from './python/runtime';
import type { Place, PythonEnvironment } from './types';

/** What the contents of a build are worked out from. */
export interface ContentsInput {
  graph: BuildGraph;
  files: ContextFiles;
  image(reference: string): ImageFacts | undefined;
}

/** Things that stages take over from the stages they are built on. No real file comes near. */
const MOST_INHERITED = 1_000_000;

/** Every stage starts with a copy of the one below: ten thousand on each other would be fifty million copies. */
class Inheritance {
  private taken = 0;

  take(below: StageState, stage: Stage): StageState {
    this.taken += below.weight;
    if (this.taken <= MOST_INHERITED) return below.inherit(stage.index);
    const reason = 'the stages below hold more than is followed';
    const state = new StageState(
      stage.index,
      below.image,
      new FileSystem(baseContentsOf(undefined, reason), below.context),
      below.context,
    );
    const place = { stage: stage.index, instruction: -1, range: stage.range };
    state.taint('/', reason, place, true);
    state.opaque.push({ reason, place });
    state.user = { name: undefined, place: undefined, reason };
    state.workdir = unknown(reason);
    return state;
  }
}

function factsOf(
  base: Source,
  { image }: ContentsInput,
): ImageFacts | undefined {
  if (base.kind === 'image') return image(base.reference);
  return base.kind === 'scratch' ? image('scratch') : undefined;
}

/** The virtual environment that some Python images work in, e.g. the ones of Red Hat. */
function addBaseEnvironment(
  state: StageState,
  facts: ImageFacts | undefined,
  place: Place,
): void {
  const path = facts?.environment?.get('VIRTUAL_ENV');
  const runtime = facts && pythonRuntimeOf(facts);
  if (path === undefined || !runtime) return;
  const environment: PythonEnvironment = {
    kind: 'venv',
    path,
    runtime,
    managedPython: undefined,
    relocatable: false,
    place,
  };
  state.add(path, 'tree', { kind: 'environment', environment }, place);
}

function startState(
  stage: Stage,
  input: ContentsInput,
  states: readonly (StageState | undefined)[],
  inheritance: Inheritance,
): StageState {
  const { base } = stage;
  if (base.kind === 'stage') {
    const below = states[base.stage];
    if (below) return inheritance.take(below, stage);
  }
  const facts = factsOf(base, input);
  const reason =
    base.kind === 'unknown'
      ? base.reason
      : `what the image ${
          base.kind === 'image' ? base.reference : ''
        } holds is not known`;
  const state = new StageState(
    stage.index,
    facts,
    new FileSystem(baseContentsOf(facts, reason), input.files),
    input.files,
  );
  const place = { stage: stage.index, instruction: -1, range: stage.range };
  state.user = {
    name: facts?.user,
    place: undefined,
    reason:
      facts?.user === undefined
        ? `the user of ${
            base.kind === 'image' ? base.reference : 'the base image'
          } is not known`
        : undefined,
  };
  state.workdir =
    facts?.workdir === undefined
      ? unknown('the working directory of the base image is not known')
      : known(facts.workdir);
  addBaseEnvironment(state, facts, place);
  const line = (words: readonly string[] | undefined) =>
    words && {
      line: {
        form: 'exec' as const,
        words: words.map(value => ({ value, range: stage.baseRange })),
      },
      place,
      shell: state.shell,
    };
  state.entrypoint = line(facts?.entrypoint);
  state.command = line(facts?.command);
  return state;
}

function step(
  at: StageInstruction,
  state: StageState,
  world: TransferWorld,
): void {
  const { instruction, scope } = at;
  const place: Place = {
    stage: state.stage,
    instruction: at.index,
    range: instruction.syntax.range,
  };
  const expand = (text: string) =>
    resolveWord(text, name => scope.lookup(name));
  switch (instruction.kind) {
    case 'RUN':
      follow(instruction, at, state, world);
      break;
    case 'COPY':
    case 'ADD':
      transfer(instruction, at, state, world);
      break;
    case 'WORKDIR': {
      state.workdir = state.resolve(
        state.workdir,
        expand(instruction.path.value),
      );
      if (state.workdir.known)
        state.add(state.workdir.value, 'file', { kind: 'directory' }, place);
      break;
    }
    case 'VOLUME':
      // Docker's former builder made the directory, and what an image brings there stays
      for (const { value } of instruction.paths) {
        const path = state.resolve(state.workdir, expand(value));
        if (path.known)
          state.taint(path.value, 'a volume is mounted there', place);
      }
      break;
    case 'USER': {
      const user = expand(instruction.user.value);
      state.user = user.known
        ? { name: user.value, place, reason: undefined }
        : { name: undefined, place, reason: user.reason };
      break;
    }
    case 'SHELL':
      state.shell = instruction.words.map(({ value }) => value);
      break;
    case 'CMD':
      state.command = { line: instruction, place, shell: state.shell };
      break;
    case 'ENTRYPOINT':
      state.entrypoint = { line: instruction, place, shell: state.shell };
      // an ENTRYPOINT drops the CMD that came with the base image
      if (state.command?.place.instruction === -1) state.command = undefined;
      break;
    case 'HEALTHCHECK':
      state.healthcheck = instruction.none
        ? undefined
        : { line: instruction, place, shell: state.shell };
      break;
    default:
  }
}

/**
 * Follows every stage of a build and tells what each holds at its end.
 * A stage that cannot be followed (it is part of a cycle) is missing.
 */
export function buildContents(
  input: ContentsInput,
): (StageState | undefined)[] {
  const states: (StageState | undefined)[] = [];
  const inheritance = new Inheritance();
  for (const stage of input.graph.stages) {
    const state = startState(stage, input, states, inheritance);
    state.scope = stage.finalScope;
    const world: TransferWorld = {
      graph: input.graph,
      states,
      image: input.image,
      copySources: copySourcesOf(stage),
    };
    for (const at of stage.instructions) step(at, state, world);
    states[stage.index] = state;
  }
  return states;
}

function copySourcesOf({ references }: Stage): TransferWorld['copySources'] {
  const sources = new Map<number, Source>();
  for (const { via, instruction, source } of references) {
    if (via === 'copy' && !sources.has(instruction))
      sources.set(instruction, source);
  }
  return sources;
}

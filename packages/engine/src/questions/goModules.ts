import { textOf } from '../contents/arguments';
import type { Call } from '../contents/stageState';
import type { ImageFacts } from '../images';
import type { Build } from './build';
import { isRequiredIn } from './requiredCalls';

/** The minor of Go 1.x that an official image has; a tag without one is the newest. */
function minorOfGo(image: ImageFacts | undefined): number | undefined {
  if (image?.entry !== 'golang') return undefined;
  const version = image.interpreter?.version;
  if (version === undefined) return Number.POSITIVE_INFINITY;
  const minor = version.match(/^1\.(\d+)/)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** A command that fails for lack of a go.mod. */
export interface CommandOutsideModule {
  /** `go get`, `go mod download` */
  command: string;
  verb: string;
  /** The first package that it names, without a version. */
  named: string | undefined;
  /** Modules are turned off. */
  isOff: boolean;
  step: Call['step'];
}

function readCommand({ args, env, step }: Call): CommandOutsideModule {
  const [verb = '', ...words] = args.map(word => textOf(word) ?? '');
  const mode = env.get('GO111MODULE');
  return {
    command: verb === 'mod' ? `go mod ${words[0]}` : `go ${verb}`,
    verb,
    named: words.find(word => /^[\w-]+\.[\w.-]+\/[^@]+$/.test(word)),
    isOff: mode?.known === true && mode.value === 'off',
    step,
  };
}

/** The first command of a stage that certainly fails for lack of a go.mod, on its image or on the one that it moves to. */
export function commandOutsideModule(
  build: Build,
  stage: number,
  image = build.baseOf(build.stages[stage]),
): CommandOutsideModule | undefined {
  const minor = minorOfGo(image);
  if (minor === undefined) return undefined;
  const found = build.states[stage]?.outsideModule.find(
    ({ call, since }) => minor >= since && isRequiredIn(stage, call),
  );
  return found && readCommand(found.call);
}

import type { Call } from '../contents/stageState';
import type { ImageFacts } from '../images';
import type { Build } from './build';
import { isRequiredIn } from './requiredCalls';

/** The minor of Go 1.x that an official image has; a tag without one is the newest. */
export function minorOfGo(image: ImageFacts | undefined): number | undefined {
  if (image?.entry !== 'golang') return undefined;
  const version = image.interpreter?.version;
  if (version === undefined) return Number.POSITIVE_INFINITY;
  const minor = version.match(/^1\.(\d+)/)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** The first command of a stage that certainly fails for lack of a go.mod, on an official image of Go or on what it moves to. */
export function commandOutsideModule(
  build: Build,
  stage: number,
  image = build.baseOf(build.stages[stage]),
): Call | undefined {
  const minor = minorOfGo(image);
  return minor === undefined
    ? undefined
    : build.states[stage]?.outsideModule.find(
        ({ call, since }) => minor >= since && isRequiredIn(stage, call),
      )?.call;
}

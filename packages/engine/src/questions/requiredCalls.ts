import type { Call } from '../contents/stageState';
import { mustSucceed } from '../shell';

/** A command certainly runs in a stage of its own, and the build goes on only if it succeeds. */
export function isRequiredIn(stage: number, { place, step }: Call): boolean {
  return place.stage === stage && mustSucceed(step);
}

import type { ImageFacts } from '../images';
import type { Range } from '../verdict';
import type { Build } from './build';
import { isRequiredIn } from './requiredCalls';

/** apt 2.9.18 dropped apt-key: Debian 13 and Ubuntu 25.04 are without it (release notes of Debian 13). */
export function hasAptKey({ os, osRelease = '' }: ImageFacts): boolean {
  const release = Number.parseFloat(osRelease);
  return !(
    (os === 'debian' && release >= 13) ||
    (os === 'ubuntu' && release >= 25.04)
  );
}

/** The first call of apt-key in a stage whose release does not have it, and where the build stops with it. */
export function missingAptKey(build: Build, stage: number): Range | undefined {
  const state = build.states[stage];
  if (!state?.image?.osRelease || hasAptKey(state.image)) return undefined;
  return state.calls.find(
    call => call.name === 'apt-key' && isRequiredIn(stage, call),
  )?.step.range;
}

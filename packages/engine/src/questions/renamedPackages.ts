import { droppedIn } from '../facts/droppedPackages';
import type { StageState } from '../contents';
import type { ImageFacts } from '../images';

/** A package that a release does not have, with what took its place. */
export interface RenamedPackage {
  name: string;
  successor: string | undefined;
}

function callsPython({ calls, entrypoint, command }: StageState): boolean {
  const starts = [entrypoint, command].map(
    start => start?.line.words[0]?.value ?? '',
  );
  return (
    calls.some(({ program }) => program === 'python') ||
    starts.some(start => /^python(?:\s|$)/.test(start))
  );
}

/**
 * What became of a package of the operating system in a release. Where a stage calls `python`, Debian and Ubuntu have a package that
 * brings Python 3 under that name.
 *
 * @returns undefined where nothing is known against the name
 */
export function renamedIn(
  states: readonly StageState[],
  release: ImageFacts,
  name: string,
): RenamedPackage | undefined {
  const found = droppedIn(release, name);
  if (!found) return undefined;
  const isNamedPython =
    found.successor === 'python3' &&
    release.packageManager === 'apt' &&
    name !== 'python3' &&
    states.some(callsPython);
  return {
    name,
    successor: isNamedPython ? 'python-is-python3' : found.successor,
  };
}

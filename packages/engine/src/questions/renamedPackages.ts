import { droppedIn } from '../facts/droppedPackages';
import type { StageState } from '../contents';
import type { ImageFacts } from '../images';

/** A package that a release does not have, with what took its place. */
export interface RenamedPackage {
  name: string;
  successor: string | undefined;
}

/** Whether a stage calls `python` by that name, in a RUN or when it starts. */
export function callsPython({
  calls,
  entrypoint,
  command,
}: StageState): boolean {
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

/** Whether stages certainly run code of Python 2: they call it by its version, or fetch what is made for it. */
export function runsPython2(states: readonly StageState[]): boolean {
  return states.some(({ calls }) =>
    calls.some(
      ({ name, args }) =>
        /^(?:python|pip)2(?:\.\d)?$/.test(name) ||
        args.some(({ raw }) => /\/2\.\d\/get-pip|python2\.\d\//.test(raw)),
    ),
  );
}

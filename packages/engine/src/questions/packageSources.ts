import type { PackageEvent, Place, StageState } from '../contents';
import { isWithin } from '../contents/paths';
import type { Stage } from '../graph';
import { mustSucceed } from '../shell';
import type { Range } from '../verdict';
import type { Build } from './build';

/** What an instruction that sets up other package sources names. */
const OTHER_SOURCES =
  /sources\.list|\/etc\/apt|\/etc\/yum|yum\.repos|archive\.debian|old-releases|vault\.centos|snapshot\.debian|debian-archive|deb\s+(?:\[[^\]]*\]\s*)?https?:/;

/**
 * Tells texts that take packages from the repository of one release of a distribution.
 *
 * @param codename - e.g. `stretch`
 */
export function namesSourcesOf(codename: string): (text: string) => boolean {
  const source = new RegExp(
    `(?:\\bdeb\\b|://|\\bppa\\b|-t[ =]?|sources)[^\\n]*(?<![\\w])${codename}(?![\\w])`,
  );
  return text => source.test(text);
}

/** The first command of some stages that names a release as a source of packages. */
export function sourceNamed(
  stages: readonly Stage[],
  codename: string,
): Range | undefined {
  const names = namesSourcesOf(codename);
  return stages
    .flatMap(({ instructions }) => instructions)
    .find(
      ({ instruction: { kind, syntax } }) =>
        kind === 'RUN' && names(syntax.original),
    )?.instruction.syntax.range;
}

const SOURCES = ['/etc/apt', '/etc/yum.repos.d'];

/** Whether a place comes before another in the order in which a chain of stages is built; the same instruction counts as before. */
function isBefore(a: Place, b: Place, chain: readonly Stage[]): boolean {
  const depth = (place: Place) =>
    chain.findIndex(({ index }) => index === place.stage);
  // the chain starts with the stage itself
  const [first, second] = [depth(a), depth(b)];
  return first === second
    ? a.instruction <= b.instruction
    : first > second || first < 0;
}

/** Whether an instruction before an event sets up other sources, or may do so. */
function isPrecededByOthers(
  state: StageState,
  { place }: PackageEvent,
  chain: readonly Stage[],
): boolean {
  const isWritten = chain.some(stage =>
    stage.instructions.some(
      ({ index, instruction }) =>
        isBefore(
          { ...place, stage: stage.index, instruction: index },
          place,
          chain,
        ) && OTHER_SOURCES.test(instruction.syntax.original),
    ),
  );
  if (isWritten) return true;
  const mayBeTainted = state.fs.taints.some(
    taint =>
      isBefore(taint.place, place, chain) &&
      SOURCES.some(
        path => isWithin(path, taint.path) || isWithin(taint.path, path),
      ),
  );
  return (
    mayBeTainted ||
    state.fs.entries.some(
      ({ path, layer }) =>
        /^\/(?:etc)?$/.test(path) && isBefore(layer, place, chain),
    )
  );
}

/** Whether the build stops where a command of a package manager fails. */
export function stopsBuild(build: Build, { range }: PackageEvent): boolean {
  const call = build.callAt(range);
  return call !== undefined && mustSucceed(call.step);
}

/**
 * The first command of a stage that needs package lists, or packages where no lists are kept, and without which the build stops. After
 * `apt-get update || true` that is what installs from the lists.
 */
export function fetches(
  build: Build,
  state: StageState,
  chain: readonly Stage[],
): PackageEvent | undefined {
  let isUpdated = false;
  return state.packages.find(event => {
    const { action, place, manager } = event;
    if (place.stage !== chain[0].index) return false;
    isUpdated ||= action === 'update';
    const needs =
      action === 'update' ||
      ((action === 'install' || action === 'upgrade') &&
        (manager === 'dnf' || isUpdated));
    return needs && stopsBuild(build, event);
  });
}

/**
 * The first command of a stage that fetches packages from the sources that its base image came with; undefined where there is none,
 * or where something may have set up others before.
 *
 * @param chain - the stage and those that it is built FROM
 */
export function fetchFromOwnSources(
  build: Build,
  state: StageState,
  chain: readonly Stage[],
): PackageEvent | undefined {
  const first = fetches(build, state, chain);
  return first && !isPrecededByOthers(state, first, chain) ? first : undefined;
}

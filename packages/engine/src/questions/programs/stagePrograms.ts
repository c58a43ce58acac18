import type { Entry } from '../../contents';
import { isWithin, joinPath, normalise } from '../../contents/paths';
import type { Call, StageState } from '../../contents/stageState';
import { BUILD_PROGRAMS, LEAF_PACKAGES } from '../../facts/buildPrograms';
import { baseHasProgram } from './basePrograms';

/** Whether something of the stage is the program, or may be or hold it. */
function standsOnPath(
  state: StageState,
  call: Call,
  name: string,
): 'yes' | 'maybe' | 'no' {
  const path = call.env.get('PATH');
  if (!path?.known) return 'maybe';
  const directories = path.value.split(':').filter(Boolean).map(normalise);
  const { fs } = state;
  if (
    directories.some(directory => {
      const at = joinPath(directory, name);
      return fs.entries.some(entry => entry.path === at);
    })
  )
    return 'yes';
  const isOpen = directories.some(
    directory =>
      fs.taintOver(joinPath(directory, name), call.before.taints) !==
        undefined || fs.entries.some(entry => mayHold(entry, directory, name)),
  );
  return isOpen ? 'maybe' : 'no';
}

function mayHold(
  { path: at, extent, content }: Entry,
  directory: string,
  name: string,
): boolean {
  switch (content.kind) {
    case 'toolchain':
      return true;
    case 'scripts':
      return at === directory && content.install.distributions.includes(name);
    case 'cache':
    case 'data':
    case 'directory':
    case 'environment':
    case 'packages':
      return false;
    default:
      return extent === 'tree' && isWithin(directory, at);
  }
}

/** Whether a stage lacks a program when a command needs it: `undefined` where it is not known. */
export function lacksProgram(
  state: StageState,
  call: Call,
  name: string,
): boolean | undefined {
  const known = BUILD_PROGRAMS.get(name);
  if (!known) return undefined;
  const has = baseHasProgram(state.image, name);
  if (has === true) return false;
  const installed = state.packages
    .slice(0, call.before.packages)
    .filter(({ action }) => action === 'install');
  const names = installed.flatMap(event => event.names);
  if (names.some(item => known.broughtBy.test(item))) return false;
  const stands = standsOnPath(state, call, name);
  if (stands === 'yes') return false;
  if (
    stands === 'maybe' ||
    has === undefined ||
    call.before.doubt ||
    installed.some(({ complete }) => !complete) ||
    !names.every(item => LEAF_PACKAGES.test(item))
  )
    return undefined;
  return true;
}

/** How to install a package with the manager of the image. */
export function installWith(
  state: StageState,
  packages: { apt?: string; apk?: string },
): string {
  const { apt, apk } = packages;
  if (state.image?.packageManager === 'apk' && apk)
    return `Install it with \`apk add --no-cache ${apk}\` first.`;
  return state.image?.packageManager === 'apt' && apt
    ? `Install it with \`apt-get install -y --no-install-recommends ${apt}\` first.`
    : 'Install it first.';
}

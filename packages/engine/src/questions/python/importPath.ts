import type { Entry } from '../../contents';
import { directoryOf, isWithin, resolvePath } from '../../contents/paths';
import { sitePackagesOf } from '../../contents/python/runtime';
import { isRoot } from '../../contents/stageState';
import type { TargetImage } from '../targetImage';
import { remembered, type Build } from '../build';
import { imageRuntime, isPythonProgram } from './crossings';

/** Home of the user that runs, or where it usually is. */
export function runtimeHome(build: Build): string | undefined {
  const { target } = build;
  if (!target) return undefined;
  const home = target.variable('HOME');
  if (home) return home.known ? home.value : undefined;
  const { name } = target.state.user;
  return name === undefined
    ? undefined
    : target.state.homeOf(name.split(':')[0]);
}

/** Where `pip install --user` put packages that the user who runs sees. */
export function userBase(build: Build): string | undefined {
  const set = build.target?.variable('PYTHONUSERBASE');
  if (set?.known) return set.value;
  const home = runtimeHome(build);
  return home === undefined ? undefined : resolvePath(home, '.local');
}

/** Whether `userBase` is more than what is usual: the user's home stands in the file or is the same everywhere. */
function knowsUserBase(build: Build): boolean {
  const { target } = build;
  if (!target) return false;
  const base = target.variable('PYTHONUSERBASE');
  if (base) return base.known;
  const home = target.variable('HOME');
  return home ? home.known : knowsHome(target);
}

/** Images of which every user that a number from 1000 may name is known: there is none. */
const NO_OWN_USERS = new Set(['python', 'debian']);

function knowsHome({ state, facts }: TargetImage): boolean {
  const name = state.user.name?.split(':')[0];
  if (name === undefined) return false;
  if (isRoot(name)) return true;
  const edited =
    state.calls.some(call => call.name === 'usermod') ||
    state.fs.entries.some(({ path }) => path === '/etc/passwd');
  if (edited) return false;
  const users = [...state.users];
  if (users.some(([made, { id }]) => made === name || id === name)) return true;
  return (
    /^[1-9]\d{3,}$/.test(name) &&
    name !== '65534' &&
    NO_OWN_USERS.has(facts?.entry ?? '') &&
    users.every(([, { id }]) => id !== undefined)
  );
}

/** Directories that PYTHONPATH names, seen from a directory; undefined where they are not known. */
export function pythonPath(
  target: TargetImage,
  directory: string,
): string[] | undefined {
  const set = target.variable('PYTHONPATH');
  if (set && !set.known) return undefined;
  return (set?.value ?? '')
    .split(':')
    .filter(Boolean)
    .map(path => resolvePath(directory, path));
}

/** Directories that the image's Python imports from; undefined where they are not known. */
export const importPath = remembered(findImportPath);

function findImportPath(build: Build): string[] | undefined {
  const { target } = build;
  const runtime = imageRuntime(build);
  if (!target) return undefined;
  const { workdir } = target.state;
  const directories = pythonPath(target, workdir.known ? workdir.value : '/');
  if (!directories || !runtime) return directories;
  directories.push(sitePackagesOf(runtime));
  if (runtime.vendor === 'distribution') {
    const minor = runtime.minor ?? '*';
    directories.push(
      '/usr/lib/python3/dist-packages',
      `/usr/local/lib/python${minor === '*' ? '3.*' : minor}/dist-packages`,
    );
  }
  const base = userBase(build);
  if (base)
    directories.push(
      `${base}/lib/python${runtime.minor ?? '3.*'}/site-packages`,
    );
  return directories;
}

/** Whether the image's Python finds packages at a directory. */
export function isImportable(build: Build, entry: Entry): boolean | undefined {
  const { target } = build;
  if (!target) return undefined;
  const inEnvironment = target
    .environments()
    .some(({ entry: environment }) => isWithin(entry.path, environment.path));
  if (inEnvironment) return true;
  const directories = importPath(build);
  if (!directories) return undefined;
  if (
    directories.some(
      directory =>
        isWithin(entry.path, directory) && isWithin(directory, entry.path),
    )
  )
    return true;
  // a program that is started from a directory imports what stands beside it
  const { workdir } = target.state;
  if (workdir.known && entry.path === workdir.value) return true;
  for (const { program, args } of target.launches) {
    const script = isPythonProgram(program)
      ? args.find(word => !word.startsWith('-'))
      : program;
    if (
      script?.includes('/') &&
      directoryOf(resolvePath(workdir.known ? workdir.value : '/', script)) ===
        entry.path
    )
      return true;
  }
  const { content } = entry;
  const byUser =
    content.kind === 'packages' && content.install.target.scheme === 'user';
  if (byUser && !knowsUserBase(build)) return undefined;
  const pathFile = target.state.fs.entries.some(
    ({ path, content: { kind } }) =>
      path.endsWith('.pth') && kind !== 'directory',
  );
  return pathFile ? undefined : false;
}

import { resolvePath } from '../paths';
import { closedByUmask } from '../modes';
import { isRoot, type Call, type StageState } from '../stageState';
import type {
  Entry,
  Install,
  InstallTarget,
  PythonEnvironment,
  PythonRuntime,
} from '../types';
import { listedByProject, listedIn, textAt } from './manifests';
import { libraryName, scriptsOf, sitePackagesOf } from './runtime';
import { runtimeFound, type PythonLookup } from './lookup';

export const UNKNOWN_RUNTIME: PythonRuntime = {
  path: undefined,
  prefix: '/usr',
  minor: undefined,
  vendor: 'unknown',
  libc: undefined,
  libcVersion: undefined,
  os: undefined,
  osRelease: undefined,
  floats: false,
};

/** The Python behind what was found, or what can be said of any. */
export function runtimeOf(found: PythonLookup): PythonRuntime {
  return runtimeFound(found) ?? UNKNOWN_RUNTIME;
}

/** Where an installer puts packages when it works on an environment. */
export function environmentTarget(
  environment: PythonEnvironment,
  at = environment.path,
): InstallTarget {
  return {
    scheme: 'environment',
    packages: `${at}/lib/${libraryName(
      environment.runtime.minor,
    )}/site-packages`,
    scripts: `${at}/bin`,
    environment,
  };
}

export function systemTarget(runtime: PythonRuntime): InstallTarget {
  return {
    scheme: 'system',
    packages:
      runtime.vendor === 'unknown' ? undefined : sitePackagesOf(runtime),
    scripts: runtime.vendor === 'unknown' ? undefined : scriptsOf(runtime),
    environment: undefined,
  };
}

/** `<base>/lib/pythonX.Y/site-packages` and `<base>/bin`. */
export function prefixTarget(
  scheme: 'user' | 'prefix' | 'root',
  base: string,
  runtime: PythonRuntime,
): InstallTarget {
  return {
    scheme,
    packages: `${base}/lib/${libraryName(runtime.minor)}/site-packages`,
    scripts: `${base}/bin`,
    environment: undefined,
  };
}

/** Where pip installs when no option says otherwise. */
export function defaultTarget(
  lookup: PythonLookup,
  state: StageState,
  home: string | undefined,
): { target: InstallTarget; runtime: PythonRuntime } {
  if (lookup.kind === 'environment') {
    return {
      target: environmentTarget(lookup.environment, lookup.path),
      runtime: lookup.environment.runtime,
    };
  }
  if (lookup.kind !== 'runtime') {
    return { target: systemTarget(UNKNOWN_RUNTIME), runtime: UNKNOWN_RUNTIME };
  }
  const { runtime } = lookup;
  // pip falls back to the user's directory where it may not write the system's
  const byUser =
    isRoot(state.user.name) === false &&
    runtime.vendor !== 'vendor' &&
    runtime.vendor !== 'conda';
  if (byUser) {
    return {
      target: home
        ? prefixTarget('user', resolvePath(home, '.local'), runtime)
        : { ...systemTarget(UNKNOWN_RUNTIME), scheme: 'user' },
      runtime,
    };
  }
  return { target: systemTarget(runtime), runtime };
}

/** Files that include each other without end are no more than this. */
const MOST_FILES = 20;

/** Everything that the files and projects of an install list, and the files that they include. */
function readManifests(
  state: StageState,
  {
    requirements,
    projects,
    editable,
  }: Pick<Install, 'requirements' | 'projects' | 'editable'>,
): { names: string[]; includes: string[] } {
  if (!state.context.context.manifests) return { names: [], includes: [] };
  const names = [...projects, ...editable].flatMap(project =>
    listedByProject(state, project),
  );
  const files = [...requirements];
  const constraints: string[] = [];
  for (const [i, path] of files.entries()) {
    if (i >= MOST_FILES) break;
    const listed = listedIn(state, path);
    names.push(...listed.names);
    files.push(...listed.includes.filter(file => !files.includes(file)));
    constraints.push(...listed.constraints);
  }
  return {
    names,
    includes: [...files.slice(requirements.length), ...constraints],
  };
}

/** Remembers an install and puts what it makes into the file system. */
export function recordInstall(
  state: StageState,
  call: Call,
  install: Omit<
    Install,
    | 'id'
    | 'place'
    | 'range'
    | 'certainty'
    | 'requirementsFound'
    | 'requirementsTexts'
    | 'offline'
    | 'alsoReads'
    | 'listed'
    | 'refused'
    | 'needsLock'
    | 'unpinned'
  > &
    Partial<Pick<Install, 'needsLock' | 'unpinned' | 'refused' | 'offline'>> & {
      /** Files that are read besides the requirements. */
      constraints?: readonly string[];
    },
): Install {
  const { constraints = [], ...asked } = install;
  const { names, includes } = readManifests(state, install);
  const complete: Install = {
    needsLock: false,
    unpinned: [],
    refused: false,
    offline: false,
    ...asked,
    listed: names,
    alsoReads: [...constraints, ...includes].map(path => ({
      path,
      found: state.fs.holds(path).state,
    })),
    requirementsFound: install.requirements.map(
      path => state.fs.holds(path).state,
    ),
    requirementsTexts: install.requirements.map(path => textAt(state, path)),
    id: state.stage * 10_000 + state.installs.length,
    place: call.place,
    range: call.step.range,
    certainty: call.step.certainty,
  };
  state.installs.push(complete);
  const { packages, scripts, scheme } = complete.target;
  const reason = `where \`${call.name}\` of this image installs is not known`;
  if (packages === undefined) {
    state.taint('/', reason, call.place, true);
    return complete;
  }
  // below a mount nothing stays
  if (
    call.mounted.some(
      mount => packages.startsWith(`${mount}/`) || packages === mount,
    )
  )
    return complete;
  const closed = closedByUmask(call);
  const put = (
    path: string,
    extent: Entry['extent'],
    content: Entry['content'],
  ) => state.add(path, extent, content, call.place, closed);
  if (scheme === 'wheels')
    put(packages, 'tree', { kind: 'wheels', install: complete });
  else {
    put(packages, 'tree', { kind: 'packages', install: complete });
    if (scripts) put(scripts, 'tree', { kind: 'scripts', install: complete });
  }
  return complete;
}

/** Makes an environment and the entries that stand for it. */
export function createEnvironment(
  state: StageState,
  call: Call,
  environment: Omit<PythonEnvironment, 'place'>,
): PythonEnvironment {
  const made: PythonEnvironment = { ...environment, place: call.place };
  state.environments.push(made);
  state.add(
    made.path,
    'tree',
    { kind: 'environment', environment: made },
    call.place,
    closedByUmask(call),
  );
  return made;
}

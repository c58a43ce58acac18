import type { Install, StartInstruction } from '../../contents';
import { baseName, isWithin, joinPath, normalise } from '../../contents/paths';
import { isPythonScriptName, type TargetImage } from '../targetImage';
import type { Build } from '../build';
import { bringsScript, crossings, isPythonProgram } from '../python/crossings';
import { lostInstalls } from '../python/lostInstalls';

/** Images without anything that their name does not promise. */
const LEAN = new Set(['slim', 'alpine', 'os', 'minimal-os', 'distroless']);

/** Programs that no lean base image has, with a part of the names of the packages that bring them. */
const NEVER_IN_BASE: ReadonlyMap<string, RegExp> = new Map([
  ['tini', /tini/],
  ['dumb-init', /dumb-init/],
  ['gosu', /gosu/],
  ['su-exec', /su-exec/],
  ['uv', /^uv$/],
  ['uvx', /^uv$/],
  ['poetry', /poetry/],
  ['pipenv', /pipenv/],
  ['pdm', /pdm/],
  ['hatch', /hatch/],
  ['conda', /conda/],
  ['micromamba', /mamba/],
  ['supervisord', /supervisor/],
]);

/** The same for images of nothing but an operating system. */
const NEVER_IN_SYSTEM: ReadonlyMap<string, RegExp> = new Map([
  ['node', /node|npm/],
  ['npm', /node|npm/],
  ['npx', /node|npm/],
  ['yarn', /yarn|node/],
  ['java', /java|jre|jdk/],
  ['nginx', /nginx/],
  ['php', /php/],
  ['ruby', /ruby/],
]);

const SYSTEMS = new Set(['debian', 'ubuntu', 'alpine']);

/** Packages of which none pulls in a Python. */
const WITHOUT_PYTHON =
  /^(?:lib(?!python)[\w.+-]*|ca-certificates|curl|wget|bash|tini|dumb-init|gosu|su-exec|tzdata|openssl|gnupg\d?|procps|netcat[\w-]*|iproute2|iputils-ping|locales|unzip|zip|xz-utils|tar|gzip|bzip2|sudo|nano|jq|busybox|build-essential|gcc|g\+\+|make|musl-dev|linux-headers|postgresql-client[\w-]*|sqlite3?|rsync|less|file)$/;

function noneBringsPython(packages: readonly string[]): boolean {
  return packages.every(name => WITHOUT_PYTHON.test(name));
}

/** A program that starts by its name alone and that nothing brings. */
export interface MissingProgram {
  name: string;
  start: StartInstruction;
  /** What to do about it, a sentence. */
  cure: string;
}

/** Programs that certainly run and stand for themselves, without a directory. */
function bareStarts(
  target: TargetImage,
): { name: string; start: StartInstruction }[] {
  const { entrypoint, command } = target.state;
  const start = entrypoint ?? command;
  const first =
    start?.line.form === 'exec' ? start.line.words[0]?.value : undefined;
  const starts = target.launches
    .filter(({ certainty }) => certainty === 'sure')
    .map(({ program, start: by }) => ({ name: program, start: by }));
  if (start && first) starts.unshift({ name: first, start });
  return starts.filter(
    ({ name, start: { place } }) =>
      /^[\w.-]+$/.test(name) && place.instruction !== -1,
  );
}

/** Programs that no Python package brings. */
const NOT_IN_PYTHON_PACKAGES = new Set([
  'tini',
  'gosu',
  'su-exec',
  'bash',
  'conda',
  'micromamba',
  'nginx',
  'php',
  'ruby',
]);

/** A project manager is hardly ever among the dependencies that it installs itself. */
function mayInstall(install: Install, name: string): boolean {
  return (
    !NOT_IN_PYTHON_PACKAGES.has(name) &&
    !isPythonProgram(name) &&
    install.tool !== name &&
    bringsScript(install, name) !== false
  );
}

/** Whether something else than the base image may have put a program into a directory. */
function mayBring(
  target: TargetImage,
  directory: string,
  name: string,
): boolean {
  const path = joinPath(directory, name);
  const environments = target.environments().map(({ entry }) => entry.path);
  return target.state.fs.entries.some(({ path: at, extent, content }) => {
    if (content.kind === 'scripts' && at === directory)
      return mayInstall(content.install, name);
    if (at === path) return content.kind !== 'directory';
    // what a checkout has at the place of an environment is one, too
    if (content.kind === 'context' && environments.includes(at)) return false;
    return (
      extent === 'tree' &&
      isWithin(path, at) &&
      content.kind !== 'cache' &&
      content.kind !== 'environment'
    );
  });
}

/** The directories of the PATH hold no such program but by a package of the operating system. */
function isBrought(target: TargetImage, name: string): boolean {
  const { path, state } = target;
  if (!path?.known || target.doubt) return true;
  return path.value
    .split(':')
    .filter(Boolean)
    .map(normalise)
    .some(
      directory =>
        state.fs.taintOver(joinPath(directory, name)) !== undefined ||
        state.fs.holds(joinPath(directory, name)).state === 'present' ||
        mayBring(target, directory, name),
    );
}

/** Packages of the operating system that the layers of the image install; undefined where not all are known. */
function packageNames({ state }: TargetImage): string[] | undefined {
  const names: string[] = [];
  for (const { action, names: some, complete } of state.packages) {
    if (action !== 'install') continue;
    if (!complete) return undefined;
    names.push(...some);
  }
  return names;
}

/** They make environments, whose programs start without them. */
const RUNNERS = /^(?:uvx?|poetry|pipenv|pdm|hatch|conda|micromamba)$/;

/** Packages that are not called like their program; undefined where there is none of that name. */
const PACKAGES: Readonly<
  Record<'apt' | 'apk', Readonly<Record<string, string | undefined>>>
> = {
  apt: {
    supervisord: 'supervisor',
    'su-exec': undefined,
    node: 'nodejs',
    npx: 'npm',
    yarn: undefined,
    java: 'default-jre-headless',
    php: 'php-cli',
  },
  apk: {
    supervisord: 'supervisor',
    node: 'nodejs',
    npx: 'npm',
    java: 'openjdk21-jre-headless',
    php: undefined,
  },
};

function packageOf(names: (typeof PACKAGES)['apt'], name: string) {
  return name in names ? names[name] : name;
}

function installation({ facts }: TargetImage, name: string): string {
  if (RUNNERS.test(name))
    return 'Start the program of the environment itself, e.g. `/opt/venv/bin/gunicorn`.';
  const otherwise = 'or start the program without it.';
  const apk = facts?.packageManager === 'apk' && packageOf(PACKAGES.apk, name);
  if (apk) return `Install it with \`apk add --no-cache ${apk}\`, ${otherwise}`;
  const apt = facts?.packageManager === 'apt' && packageOf(PACKAGES.apt, name);
  return apt
    ? `Install it with \`apt-get install -y --no-install-recommends ${apt}\`, ${otherwise}`
    : `Copy it there, ${otherwise}`;
}

/** Neither the base image nor a package of the operating system brings a Python. */
export function lacksPython(target: TargetImage): boolean {
  const { facts } = target;
  const packages = packageNames(target);
  const isLean =
    LEAN.has(facts?.family ?? '') ||
    // Ubuntu or Red Hat with CUDA's libraries, and no Python
    facts?.entry === 'cuda' ||
    /\/ubi-(?:minimal|micro)$/.test(facts?.reference.name ?? '');
  return (
    isLean &&
    facts?.interpreter?.language !== 'python' &&
    !target.doubt &&
    packages !== undefined &&
    noneBringsPython(packages)
  );
}

/** `python3.11` in an official image of Python 3.13. */
function isOtherMinor(
  target: TargetImage,
  name: string,
  packages: readonly string[],
): boolean {
  const { facts } = target;
  return (
    /^python3\.\d+$/.test(name) &&
    facts?.entry === 'python' &&
    !facts.floats.version &&
    facts.interpreter?.version !== undefined &&
    noneBringsPython(packages) &&
    !isBrought(target, name)
  );
}

function missingPython(
  target: TargetImage,
  name: string,
  packages: readonly string[],
): string | undefined {
  const { facts, state } = target;
  const found = target.python(name);
  if (found.kind === 'absent') {
    if (isOtherMinor(target, name, packages))
      return `The image has Python ${facts?.interpreter?.version}: start \`python\`, or take another base image.`;
    return lacksPython(target)
      ? 'Start from a Python image, or install Python in this stage.'
      : undefined;
  }
  // since Debian 11 only python-is-python3 makes the name without a number
  const isNumbered =
    name === 'python' &&
    found.kind === 'runtime' &&
    found.runtime.vendor === 'distribution' &&
    (facts?.os === 'debian' || facts?.os === 'ubuntu') &&
    facts.family !== 'distroless' &&
    Number.parseInt(facts.osRelease ?? '', 10) >= 11;
  return isNumbered &&
    packages.every(
      item =>
        WITHOUT_PYTHON.test(item) ||
        /^python3(?:\.\d+)?(?:-(?!is-python)[\w.-]+)?$/.test(item),
    ) &&
    !isBrought(target, 'python') &&
    !state.calls.some(call => call.name === 'update-alternatives')
    ? 'The Python of the distribution is called `python3`: start that.'
    : undefined;
}

/** A console script that nothing in the file installs anywhere. */
function isNowhereInstalled(build: Build): boolean {
  return (
    build.allInstalls().every(({ distributions, complete }) => {
      return complete && distributions.length > 0;
    }) &&
    crossings(build).length === 0 &&
    lostInstalls(build).length === 0
  );
}

function cureFor(
  build: Build,
  target: TargetImage,
  name: string,
): string | undefined {
  const packages = packageNames(target);
  if (!packages) return undefined;
  if (isPythonProgram(name)) return missingPython(target, name, packages);
  if (isPythonScriptName(name)) {
    const isNone =
      target.facts?.interpreter?.language === 'python' &&
      target.ownInstalls().length === 0 &&
      isNowhereInstalled(build) &&
      noneBringsPython(packages) &&
      !isBrought(target, name);
    return isNone
      ? 'No line installs it: install the dependencies in a build stage and copy their environment.'
      : undefined;
  }
  const package_ =
    NEVER_IN_BASE.get(name) ??
    (SYSTEMS.has(target.facts?.entry ?? '')
      ? NEVER_IN_SYSTEM.get(name)
      : undefined);
  const isAbsent =
    package_ !== undefined ||
    (name === 'bash' && target.facts?.os === 'alpine');
  if (
    !isAbsent ||
    isBrought(target, name) ||
    lostInstalls(build).some(({ install }) => mayInstall(install, name)) ||
    packages.some(item => (package_ ?? /bash/).test(item))
  )
    return undefined;
  const elsewhere = build.states.find(state =>
    state?.fs.entries.some(
      ({ path, content }) => content.kind === 'tool' && baseName(path) === name,
    ),
  );
  return elsewhere
    ? `It stays in stage ${build.stageName(
        elsewhere.stage,
      )}: start the program of the environment itself, or copy ${name} too.`
    : installation(target, name);
}

/** The first program of the start command that is looked up on the PATH and certainly not there. */
export function missingProgram(build: Build): MissingProgram | undefined {
  const { target } = build;
  if (!target || !LEAN.has(target.facts?.family ?? '')) return undefined;
  for (const { name, start } of bareStarts(target)) {
    const cure = cureFor(build, target, name);
    if (cure !== undefined) return { name, start, cure };
  }
  return undefined;
}

import { BUILD_PROGRAMS } from '../facts/buildPrograms';
import { droppedIn } from '../facts/droppedPackages';
import { isReleaseMarked } from '../contents/python/externallyManaged';
import type { Call } from '../contents/stageState';
import type { Stage } from '../graph';
import type { ImageFacts } from '../images';
import { slimReference, supportedReference } from '../images/suggestion';
import { compareVersions } from '../facts/versions';
import type { Build } from './build';
import { hasAptKey } from './aptKey';
import { compiledPackages } from './compiledPackages';
import { commandOutsideModule } from './goModules';
import { sourceNamed } from './packageSources';
import { programNeededBy } from './programs/neededPrograms';
import { callsPython, renamedIn, type RenamedPackage } from './renamedPackages';
import { baseHasProgram } from './programs/basePrograms';

/** What a stage, and the stages that are built on it, need besides when their base image is replaced. */
export interface MoveNeeds {
  /** Packages that the new release does not have, with what took their place. */
  dropped: RenamedPackage[];
  /** Packages of programs that the new image lacks. */
  programs: string[];
  /** pip refuses to install into the Python of the new release (PEP 668). */
  refusesPip: boolean;
  /** Codename that a command names as a source of packages, e.g. `stretch`. */
  codename: string | undefined;
  /** `apt-key` is called, and the new release does not have it. */
  losesAptKey: boolean;
  /** `python setup.py` is called, and the new Python comes without setuptools. */
  losesSetuptools: boolean;
  /** Go commands of the file need a go.mod in the new version, and it has none. */
  needsGoModule: boolean;
  /** The image copied the source and installed its packages by itself (ONBUILD); the new one does not. */
  losesOnbuild: boolean;
  /** The Python that the file calls by a name that the new image does not have, e.g. `python3.7`. */
  namedPython: string | undefined;
  /** A language moves to a version that runs not all code of the old one. */
  port: { language: string; from: string; to: string } | undefined;
}

/** The stages at whose bottom a stage is, with itself. */
export function stagesOn(build: Build, bottom: Stage): Stage[] {
  return build.stages.filter(({ chain }) => chain.includes(bottom.index));
}

function namesInstalled(build: Build, stages: readonly Stage[]): string[] {
  const names = stages.flatMap(
    ({ index }) =>
      build.states[index]?.packages
        .filter(
          ({ action, place }) => action === 'install' && place.stage === index,
        )
        .flatMap(event => event.names) ?? [],
  );
  return [...new Set(names)];
}

function missingPrograms(
  build: Build,
  stages: readonly Stage[],
  from: ImageFacts,
  to: ImageFacts,
  installed: readonly string[],
): string[] {
  const called = stages.flatMap(
    ({ index }) =>
      build.states[index]?.calls
        .filter(({ place }) => place.stage === index)
        .flatMap(call => programNeededBy(call) ?? []) ?? [],
  );
  const compiled = compiledPackages(
    build,
    stages.map(({ index }) => index),
  );
  if (compiled) called.push('gcc');
  const packages = [...new Set(called)].flatMap(name => {
    const program = BUILD_PROGRAMS.get(name);
    const own = program?.[to.packageManager === 'apk' ? 'apk' : 'apt'];
    const before = baseHasProgram(from, name);
    const isLost =
      // old releases of Ubuntu may have had sudo
      (before === true || (before === undefined && name === 'sudo')) &&
      baseHasProgram(to, name) === false;
    return own &&
      isLost &&
      !installed.some(each => program?.broughtBy.test(each))
      ? [own]
      : [];
  });
  return [...new Set(packages)];
}

const LANGUAGES: Readonly<Record<string, string>> = {
  python: 'Python',
  php: 'PHP',
  ruby: 'Ruby',
};

/** Version of the language of an image; .NET is a product of its images. */
function languageOf({
  interpreter,
  support,
}: ImageFacts): { language: string; version: string } | undefined {
  const runtime = support.find(({ product }) => product === 'dotnet');
  if (runtime) return { language: '.NET', version: runtime.release };
  const language = LANGUAGES[interpreter?.language ?? ''];
  return interpreter?.version && language
    ? { language, version: interpreter.version }
    : undefined;
}

/** The first of the numbers of a language changes. Node.js runs old code with every release. */
function portOf(from: ImageFacts, to: ImageFacts): MoveNeeds['port'] {
  const [before, after] = [languageOf(from), languageOf(to)];
  if (!before || !after || before.language !== after.language) return undefined;
  const [old, now] = [before.version, after.version].map(
    version => version.split('.')[0],
  );
  return compareVersions(old, now) === 0
    ? undefined
    : { language: before.language, from: before.version, to: after.version };
}

/** Codename that a command names as a source of packages; undefined where the new release has the same. */
function codenameInSources(
  stages: readonly Stage[],
  from: ImageFacts,
  to: ImageFacts,
): string | undefined {
  const { codename } = from;
  if (codename === undefined || codename === to.codename) return undefined;
  const isNamed = sourceNamed(stages, codename) !== undefined;
  return isNamed ? codename : undefined;
}

/** Whether the Python of an image is older than a version; undefined where it is not known, or none. */
function pythonBefore(
  { interpreter }: ImageFacts,
  version: string,
): boolean | undefined {
  return interpreter?.language === 'python' && interpreter.version
    ? compareVersions(interpreter.version, version) < 0
    : undefined;
}

function callsSetup({ name, args }: Call): boolean {
  return (
    /^python[\d.]*$/.test(name) && args.some(({ raw }) => raw === 'setup.py')
  );
}

/** Since RHEL 8 `python` is called `python3` alone. */
function lacksPlainPython(from: ImageFacts, to: ImageFacts): boolean {
  return (
    from.os === 'centos' &&
    /^(?:almalinux|rocky-linux)$/.test(to.os ?? '') &&
    Number.parseInt(from.osRelease ?? '', 10) < 8
  );
}

/** `python3.7`, where a stage names it and the image moves to another Python. */
function namedPythonOf(
  stages: readonly Stage[],
  from: ImageFacts,
  to: ImageFacts,
): string | undefined {
  const [before, after] = [from, to].map(({ interpreter }) =>
    interpreter?.language === 'python'
      ? interpreter.version?.match(/^\d+\.\d+/)?.[0]
      : undefined,
  );
  if (before === undefined || before === after) return undefined;
  const name = `python${before}`;
  const isNamed = stages.some(({ instructions }) =>
    instructions.some(
      ({ instruction: { kind, syntax } }) =>
        kind !== 'LABEL' && syntax.original.includes(name),
    ),
  );
  return isNamed ? name : undefined;
}

/** Whether a variable is part of the reference in FROM. */
export function isNamedByVariable(build: Build, stage: number): boolean {
  const { start, end } = build.bottomOf(build.stages[stage]).baseRange;
  const line = build.syntax.text.split(/\r?\n/)[start.line - 1] ?? '';
  return line
    .slice(start.column, start.line === end.line ? end.column : undefined)
    .includes('$');
}

/** The slim variant of the full image that a stage is built on: `python:3.14` → `python:3.14-slim`. */
export function slimVariantOf(build: Build, stage: number): string | undefined {
  const facts = build.baseOf(build.bottomOf(build.stages[stage]));
  return facts && slimReference(facts);
}

/**
 * What to build a stage on instead of an image that has ended. The final image takes the slim variant.
 *
 * @returns undefined where no release is known
 */
export function baseToMoveTo(build: Build, stage: number): string | undefined {
  const bottom = build.bottomOf(build.stages[stage]);
  const facts = build.baseOf(bottom);
  const reference = facts && supportedReference(facts, build.today);
  if (!facts || reference === undefined || reference === facts.reference.text)
    return undefined;
  const ships = build.target?.inChain(bottom.index) ?? false;
  const full = build.image(reference);
  const slim =
    ships && facts.family === 'full' && full ? slimReference(full) : undefined;
  return slim ?? reference;
}

/**
 * What has to change besides FROM, as far as it is known, when a stage is built on another image.
 *
 * @returns undefined where one of the images is not known
 */
export function moveNeeds(
  build: Build,
  stage: number,
  reference: string,
): MoveNeeds | undefined {
  const bottom = build.bottomOf(build.stages[stage]);
  const from = build.baseOf(bottom);
  const to = build.image(reference);
  if (!from || !to) return undefined;
  const stages = stagesOn(build, bottom);
  const states = stages.flatMap(({ index }) => build.states[index] ?? []);
  const installed = namesInstalled(build, stages);
  const stillThere = installed.filter(
    name => droppedIn(from, name) === undefined,
  );
  return {
    dropped: stillThere.flatMap(name => renamedIn(states, to, name) ?? []),
    programs: missingPrograms(build, stages, from, to, installed),
    refusesPip:
      isReleaseMarked(to) &&
      !isReleaseMarked(from) &&
      stages.some(({ index }) =>
        build.installsIn(index).some(
          // `setup.py install` does not look for the mark
          ({ runtime, target, tool }) =>
            runtime.vendor === 'distribution' &&
            target.scheme === 'system' &&
            tool !== 'setuptools',
        ),
      ),
    codename: codenameInSources(stages, from, to),
    losesAptKey:
      !hasAptKey(to) &&
      hasAptKey(from) &&
      states.some(({ calls }) => calls.some(({ name }) => name === 'apt-key')),
    losesSetuptools:
      pythonBefore(from, '3.12') === true &&
      pythonBefore(to, '3.12') === false &&
      states.some(({ calls }) => calls.some(callsSetup)),
    needsGoModule: stages.some(
      ({ index }) =>
        commandOutsideModule(build, index, to) !== undefined &&
        commandOutsideModule(build, index, from) === undefined,
    ),
    losesOnbuild:
      /onbuild/.test(from.reference.tag ?? '') &&
      !/onbuild/.test(to.reference.tag ?? ''),
    namedPython:
      namedPythonOf(stages, from, to) ??
      (lacksPlainPython(from, to) && states.some(callsPython)
        ? 'python'
        : undefined),
    port: portOf(from, to),
  };
}

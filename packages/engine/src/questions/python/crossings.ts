import type {
  Entry,
  Install,
  PythonEnvironment,
  PythonRuntime,
} from '../../contents';
import type { Launch } from '../start/launch';
import {
  baseName,
  directoryOf,
  isWithin,
  resolvePath,
} from '../../contents/paths';
import { pythonRuntimeOf } from '../../contents/python/runtime';
import { isPythonScriptName, scriptOwner } from '../targetImage';
import { remembered, type Build } from '../build';

/** Python packages that came into the image from another stage. */
export interface Crossing {
  entry: Entry;
  install: Install | undefined;
  environment: PythonEnvironment | undefined;
  /** The Python they were installed with. */
  runtime: PythonRuntime;
  /** Stage that made them. */
  from: number;
}

/** Everything of Python that was made outside the image's own layers. */
export const crossings = remembered(findCrossings);

function findCrossings(build: Build): Crossing[] {
  const { target } = build;
  if (!target) return [];
  return target.state.fs.entries.flatMap((entry): Crossing[] => {
    if (target.inChain(entry.made.stage)) return [];
    const { content } = entry;
    if (content.kind === 'environment') {
      return [
        {
          entry,
          install: undefined,
          environment: content.environment,
          runtime: content.environment.runtime,
          from: entry.made.stage,
        },
      ];
    }
    if (content.kind === 'packages') {
      const { install } = content;
      return [
        {
          entry,
          install,
          environment: install.target.environment,
          runtime: install.runtime,
          from: entry.made.stage,
        },
      ];
    }
    return [];
  });
}

/** One crossing for each environment or install: packages inside an environment that travels with it are left out. */
export const mainCrossings = remembered(findMainCrossings);

function findMainCrossings(build: Build): Crossing[] {
  const all = crossings(build);
  const environments = all.filter(({ install }) => install === undefined);
  const seen = new Set<string>();
  return all.filter(crossing => {
    if (
      crossing.install &&
      environments.some(({ entry }) =>
        isWithin(crossing.entry.path, entry.path),
      )
    )
      return false;
    const key = `${crossing.entry.path} ${crossing.runtime.minor}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The Python that the image itself has; undefined where it has none or it is not known. */
export const imageRuntime = remembered(findImageRuntime);

function findImageRuntime(build: Build): PythonRuntime | undefined {
  const { target } = build;
  if (!target) return undefined;
  const own = target.facts && pythonRuntimeOf(target.facts);
  if (own) return own;
  const installed = target.python('/usr/bin/python3');
  if (installed.kind === 'runtime') return installed.runtime;
  const copied = target.state.fs.entries.findLast(
    ({ content }) => content.kind === 'interpreter',
  );
  return copied?.content.kind === 'interpreter'
    ? copied.content.runtime
    : undefined;
}

/** A start command that names a Python. */
export function isPythonProgram(program: string): boolean {
  return /^python(?:\d(?:\.\d+)?)?$/.test(baseName(program));
}

/** A console script that one of the installs brings along: yes, no, or not known. */
export function bringsScript(
  install: Install,
  name: string,
): boolean | undefined {
  const owner = scriptOwner(name);
  if (install.distributions.includes(owner) || install.listed.includes(owner))
    return true;
  if (install.complete) return false;
  return isPythonScriptName(name) ? true : undefined;
}

/** Launches that run a console script by its bare name. */
export const bareScripts = remembered(findBareScripts);

function findBareScripts(build: Build): Launch[] {
  return (build.target?.launches ?? []).filter(
    ({ program, certainty }) =>
      certainty === 'sure' &&
      !program.includes('/') &&
      !isPythonProgram(program),
  );
}

/** The environment whose Python a launch uses, and where it stands. */
export function environmentOfLaunch(
  build: Build,
  { program }: Launch,
): { environment: PythonEnvironment; path: string } | undefined {
  const { target } = build;
  if (!target) return undefined;
  if (program.includes('/')) {
    const { workdir } = target.state;
    const directory = directoryOf(
      resolvePath(workdir.known ? workdir.value : '/', program),
    );
    const found = target
      .environments()
      .find(({ entry }) => `${entry.path}/bin` === directory);
    return found && { environment: found.environment, path: found.entry.path };
  }
  if (isPythonProgram(program)) {
    const found = target.python(program);
    return found.kind === 'environment'
      ? { environment: found.environment, path: found.path }
      : undefined;
  }
  const path = target.path;
  if (!path?.known) return undefined;
  for (const directory of path.value.split(':')) {
    const found = target
      .environments()
      .find(
        ({ entry }) => `${entry.path}/bin` === directory.replace(/\/$/, ''),
      );
    if (found)
      return { environment: found.environment, path: found.entry.path };
  }
  return undefined;
}

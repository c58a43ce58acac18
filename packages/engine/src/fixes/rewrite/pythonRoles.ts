import { isToolScript, taskOf, type Task } from './runs';
import type { Service, Step } from './service';
import { refuse } from './types';

/** Files that only the installer reads, by their last name. */
const MANIFEST =
  /^(?:.*requirements.*|constraints.*\.txt|pyproject\.toml|.*\.lock|Pipfile|setup\.(?:py|cfg)|uv\.toml|poetry\.toml|README(?:\.\w+)?|LICENSE|environment.*\.ya?ml|conda.*\.(?:ya?ml|lock)|MANIFEST\.in|\.python-version)$/i;

/** Variables that only installers read. */
const INSTALLER_VARIABLE =
  /^(?:PIP|POETRY|UV|PIPENV|PDM)_|^(?:VIRTUAL_ENV|DEBIAN_FRONTEND|WORKON_HOME)$/;

/** Directories in which installers put themselves. */
const INSTALLER_PATH =
  /(?:^|[:=])(?:\/root|~|\$HOME|\$\{HOME\})\/\.(?:local|cargo|poetry)\/bin|\/\.local\/bin|\$\{?POETRY_HOME|\/opt\/poetry/;

/** Where a step of the file goes. */
export type Role =
  | 'both'
  | 'build'
  /** To the build stage; the environment that it fills goes to the image. */
  | 'dependencies'
  /** To the build stage; packages that run the service go to the image. */
  | 'system'
  | 'image';

export function tasksOf(service: Service, { calls }: Step): Set<Task> {
  return new Set(calls.map(call => taskOf(service, call)));
}

function roleOfRun(service: Service, step: Step): Role {
  if (isToolScript(step)) return 'build';
  const tasks = tasksOf(service, step);
  if (tasks.has('other') && (tasks.has('dependencies') || tasks.has('tools')))
    refuse(
      `Line ${step.instruction.syntax.startLine} installs Python packages and does other things in one RUN. Split it into two.`,
    );
  if (tasks.has('dependencies')) return 'dependencies';
  if (tasks.has('tools')) return 'build';
  // what a download needs is there for it in both stages
  if (tasks.has('system'))
    return tasks.has('other') || tasks.has('sources') ? 'both' : 'system';
  return 'image';
}

/** Whether a step brings files of the build context. */
export function isSource({ instruction }: Step): boolean {
  return (
    instruction.kind === 'ADD' ||
    (instruction.kind === 'COPY' && !instruction.from)
  );
}

function isManifestOnly({ instruction }: Step): boolean {
  return (
    instruction.kind === 'COPY' &&
    instruction.heredocs.length === 0 &&
    instruction.sources.length > 0 &&
    instruction.sources.every(({ value }) =>
      MANIFEST.test(value.slice(value.lastIndexOf('/') + 1)),
    )
  );
}

function bringsTool({ state }: Service, { index }: Step): boolean {
  return state.fs.entries.some(
    ({ content, made }) =>
      content.kind === 'tool' &&
      made.stage === state.stage &&
      made.instruction === index,
  );
}

export function roleOf(service: Service, step: Step): Role {
  const { instruction } = step;
  switch (instruction.kind) {
    case 'RUN':
      return roleOfRun(service, step);
    case 'ENV':
      return instruction.pairs.every(
        ({ name, value }) =>
          INSTALLER_VARIABLE.test(name) ||
          (name === 'PATH' && INSTALLER_PATH.test(value)),
      )
        ? 'build'
        : 'both';
    case 'COPY':
    case 'ADD':
      if (bringsTool(service, step)) return 'build';
      return isManifestOnly(step) ? 'build' : 'both';
    case 'SHELL':
      // the image has no conda to start a shell with
      return instruction.words.some(({ value }) => /conda|mamba/.test(value))
        ? 'build'
        : 'both';
    case 'ARG':
    case 'WORKDIR':
      return 'both';
    default:
      return 'image';
  }
}

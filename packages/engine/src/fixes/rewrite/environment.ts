import type { Call } from '../../contents/stageState';
import type { Install, PythonEnvironment } from '../../contents';
import { joinPath } from '../../contents/paths';
import type { Edit } from '../../verdict';
import { withoutPart } from '../makers/commands';
import { installAt, plainWords } from './runs';
import { refuse } from './types';
import type { Installing, Step } from './service';

/** Where environments are made that the file has none for. */
const OWN = '/opt/venv';

/** The environment that is copied into the image, and what makes the installers fill it. */
export interface CarriedEnvironment {
  path: string;
  /** Lines in front of the first instruction that installs. */
  prepare: readonly string[];
  /** What is taken out of the commands. */
  edits: readonly Edit[];
  /** Commands that set up another place: they are left out. */
  dropped: ReadonlySet<Call>;
  /** Directory of an interpreter that the environment links to. */
  interpreter: string | undefined;
  kind: PythonEnvironment['kind'];
}

/** Whether an instruction does nothing but what is left out. */
export function isDroppedWhole(
  { calls }: Step,
  { dropped }: CarriedEnvironment,
): boolean {
  return calls.length > 0 && calls.every(call => dropped.has(call));
}

type Shape = Pick<CarriedEnvironment, 'path' | 'prepare'> & {
  without: RegExp;
};

function callOf(steps: readonly Step[], install: Install): Call | undefined {
  return steps
    .flatMap(({ calls }) => calls)
    .find(({ step }) => step.range === install.range);
}

/** Installs of what the service needs, by the stage itself. */
export function dependencyInstalls(service: Installing): Install[] {
  const { build, steps } = service;
  return steps
    .flatMap(({ calls }) => calls)
    .flatMap(call => installAt(service, call) ?? [])
    .filter(install => build.allInstalls().includes(install));
}

/** Makes an environment with Python's own module, which Debian keeps in a package of its own. */
function makeEnvironment({ state }: Installing, install: Install): string[] {
  const isDistribution = install.runtime.vendor === 'distribution';
  const hasModule = state.packages.some(
    ({ action, names }) =>
      action === 'install' &&
      names.some(name => /^python3?[\d.]*-(?:venv|full)$/.test(name)),
  );
  const isApt = state.image?.packageManager === 'apt';
  return [
    ...(isDistribution && isApt && !hasModule
      ? [
          'RUN apt-get update \\\n    && apt-get install -y --no-install-recommends python3-venv \\\n    && rm -rf /var/lib/apt/lists/*',
        ]
      : []),
    `RUN ${isDistribution ? 'python3' : 'python'} -m venv ${OWN}`,
  ];
}

const ON_PATH = `PATH="${OWN}/bin:$PATH"`;
/** Options that send packages elsewhere than into the environment in force. */
const ELSEWHERE = /^(?:--user|--system|--break-system-packages)$/;

/** Whether an environment holds conda, which a service does not need; micromamba is a program outside of it. */
function isCondaItself({ facts }: Installing, path: string): boolean {
  return !path.includes('/envs/') && !/micromamba/.test(facts.reference.name);
}

function shapeFor(service: Installing, install: Install): Shape {
  const { target, tool, range } = install;
  const call = callOf(service.steps, install);
  const cwd = call?.step.cwd;
  const line = range.start.line;
  const project = cwd?.known
    ? joinPath(cwd.value, '.venv')
    : refuse(`The folder in which line ${line} runs is not known.`);
  if (tool === 'poetry')
    return {
      path: project,
      prepare: [
        'ENV POETRY_VIRTUALENVS_CREATE=true \\\n    POETRY_VIRTUALENVS_IN_PROJECT=true',
      ],
      without: /^$/,
    };
  if (tool === 'pipenv')
    return {
      path: project,
      prepare: ['ENV PIPENV_VENV_IN_PROJECT=1'],
      without: /^--system$/,
    };
  const { environment, scheme } = target;
  if (environment?.kind === 'conda' && isCondaItself(service, environment.path))
    refuse(
      `Line ${line} installs into the environment of conda itself. Create one of its own with \`conda create\`.`,
    );
  if (environment)
    return { path: environment.path, prepare: [], without: /^$/ };
  if (scheme !== 'system' && scheme !== 'user')
    refuse(
      `Line ${line} installs into a place that is not followed: ${
        target.packages ?? 'it is not known'
      }.`,
    );
  if (tool === 'uv' && call?.args.some(({ raw }) => raw === 'sync'))
    return {
      path: OWN,
      prepare: [`ENV UV_PROJECT_ENVIRONMENT=${OWN}`],
      without: /^$/,
    };
  if (tool === 'pip' || tool === 'uv')
    return {
      path: OWN,
      prepare: [
        ...makeEnvironment(service, install),
        tool === 'uv'
          ? `ENV VIRTUAL_ENV=${OWN} \\\n    UV_SYSTEM_PYTHON=false \\\n    ${ON_PATH}`
          : `ENV ${ON_PATH}`,
      ],
      without: ELSEWHERE,
    };
  return refuse(
    `How \`${tool}\` can install into a virtual environment is not known.`,
  );
}

function setsPlace({ name, args }: Call): boolean {
  return (
    name === 'poetry' &&
    args[0]?.raw === 'config' &&
    args.some(({ raw }) => raw.startsWith('virtualenvs.'))
  );
}

/**
 * How the packages of a service come into one environment.
 *
 * @throws NotRewritable where they are installed in several places
 */
export function carriedEnvironment(
  service: Installing,
  installs: readonly Install[],
): CarriedEnvironment {
  const { steps } = service;
  const shapes = installs.map(install => shapeFor(service, install));
  const [shape] = shapes;
  const other = shapes.findIndex(({ path }) => path !== shape.path);
  if (other >= 0)
    refuse(
      `Packages are installed into ${shape.path} and into ${shapes[other].path}. Install them into one environment first.`,
    );
  const calls = steps.flatMap(item => item.calls);
  const installing = calls.filter(call => installAt(service, call));
  const absolute = installing.find(
    ({ program }) => program.startsWith('/') && shape.path === OWN,
  );
  if (absolute)
    refuse(
      `Line ${absolute.step.range.start.line} names the installer by its path, ${absolute.program}.`,
    );
  return {
    path: shape.path,
    prepare: shape.prepare,
    kind: installs.some(({ target }) => target.environment?.kind === 'conda')
      ? 'conda'
      : 'venv',
    edits: installing.flatMap(call =>
      plainWords(service, call)
        .filter(({ raw }) => shape.without.test(raw))
        .map(word => withoutPart(service.build, word.range)),
    ),
    dropped: new Set(calls.filter(setsPlace)),
    interpreter: installs.find(
      ({ target }) => target.environment?.managedPython !== undefined,
    )?.target.environment?.managedPython,
  };
}

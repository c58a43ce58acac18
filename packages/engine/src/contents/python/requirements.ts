import type { ShellWord } from '../../shell/types';
import { resolvePath } from '../paths';
import { textOf, valuesOf, type Arguments } from '../arguments';
import { variable } from '../commands/variables';
import type { Call, StageState } from '../stageState';
import type { Install } from '../types';
import { editableLines } from './localDependencies';
import { textAt } from './manifests';

/** What an installer was asked for. */
export interface Requested {
  distributions: string[];
  requirements: string[];
  projects: string[];
  editable: string[];
  wheels: string[];
  /** Names without an exact version. */
  unpinned: string[];
  /** Files that narrow down what is asked for. */
  constraints: string[];
  complete: boolean;
}

/** Name of a distribution as PEP 503 compares it. */
export function normaliseName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Lines of a file of requirements without comments; a continued line is one. */
export function requirementLines(text: string): string[] {
  return text
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map(line => line.replace(/(?:^|\s)#.*$/, '').trim());
}

/** Name in a requirement such as `flask[async]>=3 ; python_version > "3.9"`. */
export function nameOfRequirement(text: string): string | undefined {
  const match = text.match(
    /^([A-Za-z0-9][A-Za-z0-9._-]*?)\s*(?:\[[^\]]*\])?\s*(?:$|[<>=!~;@ (])/,
  );
  return match ? normaliseName(match[1]) : undefined;
}

function looksLikePath(text: string): boolean {
  return (
    text === '.' ||
    text.startsWith('./') ||
    text.startsWith('/') ||
    text.startsWith('../') ||
    text.startsWith('.[') ||
    text.endsWith('/')
  );
}

function projectPath(text: string): string {
  return text.replace(/\[[^\]]*\]$/, '').replace(/^file:\/\//, '') || '.';
}

const CONSTRAINTS = [
  '-c',
  '--constraint',
  '--constraints',
  '--override',
  '--overrides',
  '--build-constraint',
  '--build-constraints',
];

/**
 * Reads the operands and the options of pip and uv that name files and projects.
 * @param variables - environment variables that name further files of constraints, with spaces between them
 */
export function readRequested(
  args: Arguments,
  call: Call,
  state: StageState,
  variables: readonly string[],
): Requested {
  const result: Requested = {
    distributions: [],
    requirements: [],
    projects: [],
    editable: [],
    wheels: [],
    unpinned: [],
    constraints: [],
    complete: true,
  };
  const at = (text: string): string | undefined => {
    const path = state.resolve(call.step.cwd, { known: true, value: text });
    return path.known ? path.value : undefined;
  };
  const file = (word: ShellWord, into: string[]) => {
    const path = word.text.known ? at(word.text.value) : undefined;
    if (path) into.push(path);
    result.complete = false;
  };
  for (const word of valuesOf(
    args,
    '-r',
    '--requirement',
    '--requirements',
    '--group',
  ))
    file(word, result.requirements);
  const constraints = [
    ...valuesOf(args, ...CONSTRAINTS).map(textOf),
    ...variables.flatMap(name => variable(call, name)?.split(/\s+/)),
  ];
  for (const text of constraints) {
    const path = text && !text.includes('://') ? at(text) : undefined;
    if (path) result.constraints.push(path);
  }
  for (const word of valuesOf(args, '-e', '--editable')) {
    const text = word.text.known ? word.text.value : undefined;
    const path =
      text === undefined || /^(?:git|https?|ssh)\b/.test(text)
        ? undefined
        : at(projectPath(text));
    if (path) result.editable.push(path);
    result.complete = false;
  }
  for (const word of args.operands) readOperand(word, result, at);
  const { cwd } = call.step;
  for (const path of result.requirements) {
    const text = textAt(state, path);
    if (text !== undefined && cwd.known)
      result.editable.push(...editableLines(text, cwd.value));
  }
  return result;
}

function readOperand(
  word: ShellWord,
  result: Requested,
  at: (text: string) => string | undefined,
): void {
  const { text } = word;
  if (!text.known) {
    const name = nameOfRequirement(text.prefix.replace(/[=<>~!].*$/, ''));
    if (name && /[=<>~!]/.test(text.prefix)) result.distributions.push(name);
    else result.complete = false;
    return;
  }
  const value = text.value.trim();
  if (
    /\.(?:whl|tar\.gz|zip)(?:\[.*\])?$/.test(value) &&
    !/^\w+:\/\//.test(value)
  ) {
    const path = at(value.replace(/\[[^\]]*\]$/, ''));
    if (path) result.wheels.push(path);
    const name = value
      .slice(value.lastIndexOf('/') + 1)
      .match(/^([A-Za-z0-9_.]+?)-\d/)?.[1];
    if (name && !word.glob) result.distributions.push(normaliseName(name));
    else result.complete = false;
  } else if (looksLikePath(value) || (word.glob && value.includes('/'))) {
    const path = resolveProject(value, at);
    if (path) result.projects.push(path);
    result.complete = false;
  } else {
    const name = nameOfRequirement(value);
    if (name) {
      result.distributions.push(name);
      if (!/===?|@/.test(value)) result.unpinned.push(name);
    } else result.complete = false;
  }
}

function resolveProject(
  value: string,
  at: (text: string) => string | undefined,
): string | undefined {
  const path = at(projectPath(value));
  return path && resolvePath('/', path);
}

const BUILD_TOOLS = new Set(
  'pip setuptools wheel build virtualenv pipenv poetry poetry-core poetry-plugin-export poetry-plugin-bundle uv pdm hatch hatchling flit flit-core setuptools-scm pip-tools pipx cython ninja meson cmake scikit-build-core maturin tox nox twine conda-pack pyinstaller pex shiv nuitka cibuildwheel installer virtualenv-clone certifi awscli dumb-init supervisor'.split(
    ' ',
  ),
);

/** Only tools that install or build others: a running service needs none of them. */
export function installsOnlyTools({
  distributions,
  requirements,
  projects,
  editable,
}: Pick<
  Install,
  'distributions' | 'requirements' | 'projects' | 'editable'
>): boolean {
  return (
    distributions.length > 0 &&
    requirements.length === 0 &&
    projects.length === 0 &&
    editable.length === 0 &&
    distributions.every(name => BUILD_TOOLS.has(name))
  );
}

const TEST_TOOLS = new Set(
  'pytest pytest-cov pytest-asyncio pytest-xdist pytest-mock coverage tox nox black flake8 pylint mypy ruff isort bandit pre-commit pyright pytest-django factory-boy hypothesis ipdb pydocstyle pycodestyle autopep8 yapf pyflakes types-requests'.split(
    ' ',
  ),
);

export function testToolsIn(names: readonly string[]): string[] {
  return names.filter(name => TEST_TOOLS.has(name));
}

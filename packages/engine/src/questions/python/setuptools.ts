import type { Install } from '../../contents';
import { textOf } from '../../contents/arguments';
import { joinPath } from '../../contents/paths';
import { PIP, PYTHON } from '../../contents/commands/python';
import { pythonOf, runtimeFound } from '../../contents/python/lookup';
import { textAt } from '../../contents/python/manifests';
import type { Call, StageState } from '../../contents/stageState';

/** Packages that do not bring setuptools with them. */
const WITHOUT_SETUPTOOLS = new Set(
  'pip wheel cython numpy build ninja cmake pybind11 packaging poetry-core hatchling flit-core'.split(
    ' ',
  ),
);

const NEEDS = /\b(?:setuptools|pkg_resources|distutils)\b/;

/** How a command needs setuptools. */
export interface SetuptoolsNeed {
  /** As a person writes it, e.g. `python setup.py install`. */
  command: string;
  cure: string;
}

function wordsOf({ args }: Call): string[] {
  return args.map(word => textOf(word) ?? word.raw);
}

/** `python setup.py …`, `python -c "import pkg_resources"`. */
function neededByPython(
  call: Call,
  state: StageState,
): SetuptoolsNeed | undefined {
  const words = wordsOf(call);
  const at = words.findIndex(word => !/^-[^cm]/.test(word));
  if (words[at] === '-m' && words[at + 1] === 'pip')
    return neededByPip(words.slice(at + 2), call, state);
  if (words[at] === '-c') {
    const module = words[at + 1]?.match(
      /^\s*(?:import|from)\s+(setuptools|pkg_resources|distutils)\b/,
    )?.[1];
    return module === undefined
      ? undefined
      : {
          command: `import ${module}`,
          cure: 'Install it with `pip install setuptools` first.',
        };
  }
  if (words[at] !== 'setup.py') return undefined;
  const { cwd } = call.step;
  const text = cwd.known
    ? textAt(state, joinPath(cwd.value, 'setup.py'))
    : undefined;
  if (text !== undefined && !NEEDS.test(text)) return undefined;
  return {
    command: ['python', ...words.slice(at, at + 2)].join(' '),
    cure: 'Use `pip install .`, which gets it by itself, or install setuptools first.',
  };
}

/** `pip install --no-build-isolation .` of a project that is built with setuptools. */
function neededByPip(
  words: readonly string[],
  call: Call,
  state: StageState,
): SetuptoolsNeed | undefined {
  const { cwd } = call.step;
  if (
    !/^(?:install|wheel)$/.test(words[0] ?? '') ||
    !words.includes('--no-build-isolation') ||
    !cwd.known
  )
    return undefined;
  const folder = words.find(word => /^\.(?:\[.*\])?$|^\.\/[\w-]+$/.test(word));
  if (folder === undefined) return undefined;
  const project = joinPath(cwd.value, folder.replace(/^\.\/?|\[.*$/g, ''));
  const text = textAt(state, joinPath(project, 'pyproject.toml'));
  const requires = text?.match(/^\s*requires\s*=\s*(\[[^\]]*\])/m)?.[1];
  if (requires === undefined || !/["']setuptools\b/.test(requires))
    return undefined;
  return {
    command: `pip ${words[0]} --no-build-isolation`,
    cure: 'Install setuptools first, or leave out `--no-build-isolation`.',
  };
}

function isBefore({ range }: Install, call: Call): boolean {
  const { start } = call.step.range;
  return (
    range.start.line < start.line ||
    (range.start.line === start.line && range.start.column < start.column)
  );
}

/** What was installed before certainly brought no setuptools. */
function broughtNone(call: Call, state: StageState): boolean {
  return state.installs
    .filter(
      install =>
        install.place.stage !== call.place.stage || isBefore(install, call),
    )
    .every(
      ({ complete, distributions, requirements, projects, editable }) =>
        complete &&
        requirements.length + projects.length + editable.length === 0 &&
        distributions.every(name => WITHOUT_SETUPTOOLS.has(name)),
    );
}

/**
 * A command that needs setuptools where it certainly is not: official images of Python and virtual environments lack it since Python
 * 3.12 (docs.python.org/3/whatsnew/3.12.html, github.com/docker-library/python/pull/833).
 */
export function setuptoolsNeed(
  call: Call,
  state: StageState,
): SetuptoolsNeed | undefined {
  const isPython = PYTHON.test(call.name);
  if (!isPython && !PIP.test(call.name)) return undefined;
  const need = isPython
    ? neededByPython(call, state)
    : neededByPip(wordsOf(call), call, state);
  if (need === undefined) return undefined;
  const runtime = runtimeFound(pythonOf(call, state));
  const [major, minor] = (runtime?.minor ?? '').split('.').map(Number);
  return runtime?.vendor === 'official' &&
    major === 3 &&
    minor >= 12 &&
    !call.before.doubt &&
    broughtNone(call, state)
    ? need
    : undefined;
}

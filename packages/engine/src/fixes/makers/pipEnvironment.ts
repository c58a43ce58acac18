import { textOf } from '../../contents/arguments';
import type { Call } from '../../contents/stageState';
import type { Build } from '../../questions/build';
import { namesSystemPaths } from '../../questions/python/systemPaths';
import type { Edit } from '../../verdict';
import { insertBefore, replace } from '../edits';
import type { FixMaker } from '../types';
import { addOption, callsIn, isPlainWord, type Subcommand } from './commands';
import { firstLineOf, runAt } from './places';

const FOLDER = '/opt/venv';
const BREAK = '--break-system-packages';
const PIP_INSTALL: Subcommand = {
  program: /^pip[\d.]*$/,
  path: [/^install$/],
};

/** Debian and Ubuntu have `venv` in a package of its own: it goes beside that of pip. */
function withVenv(build: Build, stage: number): Edit[] {
  const state = build.states[stage];
  const events = (state?.packages ?? []).filter(
    ({ manager, action }) => manager === 'apt' && action === 'install',
  );
  if (
    !state ||
    events.length === 0 ||
    events.some(({ names }) => names.includes('python3-venv'))
  )
    return [];
  const word = state.calls
    .flatMap(({ args }) => args)
    .find(({ raw }) => raw === 'python3-pip');
  if (!word || !isPlainWord(build, word)) return [];
  const { end } = word.range;
  return [replace({ start: end, end }, ' python3-venv')];
}

/** `pip …`, `python3 -m pip …` as the environment has them: found on the PATH. */
function isOnPath({ program, step }: Call): boolean {
  return (
    /^(?:pip3?|python3?|uv)$/.test(program) &&
    step.words[0]?.raw === program &&
    step.assignments.length === 0 &&
    step.pipeline === undefined &&
    !step.words.some(word => textOf(word) === '--user')
  );
}

/** Makes a virtual environment in front of the first install, and puts it on the PATH. */
export const makeEnvironment: FixMaker = (build, finding) => {
  const run = runAt(build, finding);
  const call =
    run &&
    callsIn(build, run).find(
      ({ step }) =>
        step.range.start.line === finding.range.start.line &&
        step.range.start.column === finding.range.start.column,
    );
  if (!run || !call || run.form !== 'shell' || !isOnPath(call)) return [];
  if (namesSystemPaths(build)) {
    const edits = addOption(build, run, PIP_INSTALL, BREAK);
    return edits.length === 0
      ? []
      : [
          {
            title: `Install with ${BREAK}`,
            safety: 'review',
            reason:
              'The packages stay where other lines look for them. Nothing else in the image may need other versions of them.',
            edits,
          },
        ];
  }
  const { start } = call.step.range;
  return [
    {
      title: `Install into a virtual environment, ${FOLDER}`,
      safety: 'review',
      reason:
        'pip may install there. Check what calls the Python of the system by its path.',
      edits: [
        ...withVenv(build, call.place.stage),
        insertBefore(build.syntax, firstLineOf(run.syntax), [
          `ENV PATH="${FOLDER}/bin:$PATH"`,
        ]),
        replace({ start, end: start }, `python3 -m venv ${FOLDER} && `),
      ],
    },
  ];
};

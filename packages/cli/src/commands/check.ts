import {
  compareLevels,
  evaluateDockerfile,
  LEVELS,
  type Evaluation,
  type Finding,
  type JudgedEvaluation,
} from 'dockerfile-scorecard-engine';
import { relative, resolve } from 'node:path';
import { newFindings, readBaseline } from '../baseline';
import { FORMATS, FORMAT_NAMES } from '../formats';
import { INPUT_OPTIONS, readInputs, type DockerfileInput } from '../inputs';
import { findingsSince, judge, type Judged } from '../judged';
import { oneOf, readOptions } from '../options';
import { STDIN } from '../readDockerfile';
import { changedSince } from '../since';
import { UsageError, type Terminal } from '../terminal';
import { plural } from '../words';

/** The Dockerfiles that differ from a revision, with what was said of them there. */
async function judgeChanged(
  inputs: readonly DockerfileInput[],
  revision: string,
): Promise<Judged[]> {
  if (inputs.some(({ file }) => file === STDIN))
    throw new UsageError(
      'The standard input has no history: use --since with files.',
    );
  const changed = await changedSince(
    revision,
    inputs.map(({ file }) => file),
  );
  return inputs.flatMap(input => {
    const found = changed.find(({ file }) => file === resolve(input.file));
    if (!found) return [];
    const { before: text } = found;
    return [
      {
        ...judge(input),
        before:
          text === undefined
            ? ('new' as const)
            : { text, evaluation: evaluateDockerfile({ ...input, text }) },
      },
    ];
  });
}

type IsBelow = (evaluation: JudgedEvaluation) => boolean;

/** What --fail-under asks for: a level, or a score. */
function readThreshold(value: string | undefined): IsBelow {
  if (value !== undefined && /^\d+$/.test(value)) {
    const least = Number(value);
    if (least > 100)
      throw new UsageError(
        `--fail-under is a level or a score from 0 to 100, not "${value}".`,
      );
    return ({ score }) => score !== null && score < least;
  }
  const level = oneOf('fail-under', value, LEVELS, 'bronze');
  return evaluation => compareLevels(evaluation.level, level) < 0;
}

function falls(evaluation: Evaluation, isBelow: IsBelow): boolean {
  // a template has to be rendered first; anything else that cannot be judged cannot be built either, or nobody knows
  if (evaluation.kind === 'not-judged') return evaluation.reason !== 'template';
  return isBelow(evaluation);
}

/** Images for development and CI do not decide, unless they were named or there are no others. */
function decisive(
  judged: readonly Judged[],
  operands: readonly string[],
): readonly Judged[] {
  const named = new Set(operands.map(path => relative('.', path)));
  const ships = judged.filter(
    ({ evaluation }) =>
      evaluation.purpose === 'service' || named.has(evaluation.path),
  );
  return ships.length > 0 ? ships : judged;
}

function countOf(
  judged: readonly Judged[],
  findings: (item: Judged) => readonly Finding[],
): number {
  return judged.reduce((sum, item) => sum + findings(item).length, 0);
}

/** `check PATH…` */
export async function check(
  args: string[],
  terminal: Terminal,
): Promise<number> {
  const { values, operands } = readOptions(args, {
    ...INPUT_OPTIONS,
    format: { type: 'string' },
    'fail-under': { type: 'string' },
    baseline: { type: 'string' },
    since: { type: 'string' },
  });
  const format = oneOf('format', values.format, FORMAT_NAMES, 'human');
  const isBelow = readThreshold(values['fail-under']);
  const baseline =
    values.baseline === undefined
      ? undefined
      : await readBaseline(values.baseline);
  if (values.baseline !== undefined && values.since !== undefined)
    throw new UsageError('Use --baseline or --since, not both.');
  const inputs = await readInputs(values, operands, terminal);
  const judged =
    values.since === undefined
      ? inputs.map(judge)
      : await judgeChanged(inputs, values.since);
  terminal.out(FORMATS[format](judged, terminal));
  const ships = decisive(judged, operands);
  if (values.since !== undefined) {
    const count = countOf(ships, findingsSince);
    terminal.error(
      judged.length === 0
        ? `No Dockerfile has changed since ${values.since}.\n`
        : `${plural(count, 'new finding')} since ${values.since} in ${plural(
            judged.length,
            'changed Dockerfile',
          )}.\n`,
    );
    return count > 0 ? 1 : 0;
  }
  if (!baseline)
    return ships.some(({ evaluation }) => falls(evaluation, isBelow)) ? 1 : 0;
  const count = countOf(ships, item => newFindings(item, baseline));
  terminal.error(
    `${plural(count, 'finding')} ${count === 1 ? 'is' : 'are'} not in ${
      values.baseline
    }.\n`,
  );
  return count > 0 ? 1 : 0;
}

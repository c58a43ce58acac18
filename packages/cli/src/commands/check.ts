import {
  compareLevels,
  evaluateDockerfile,
  LEVELS,
  proposeFixes,
  type Evaluation,
  type JudgedEvaluation,
  type ProvenFix,
} from 'dockerfile-scorecard-engine';
import { relative } from 'node:path';
import { newFindings, readBaseline } from '../baseline';
import { FORMATS, FORMAT_NAMES } from '../formats';
import { INPUT_OPTIONS, readInputs, type DockerfileInput } from '../inputs';
import { oneOf, readOptions } from '../options';
import { UsageError, type Terminal } from '../terminal';

/** One judged Dockerfile. */
export interface Judged {
  text: string;
  evaluation: Evaluation;
  /** Proven fixes of its findings; they take longer than the verdict. */
  fixes: () => readonly ProvenFix[];
}

export function judge(input: DockerfileInput): Judged {
  return {
    text: input.text,
    evaluation: evaluateDockerfile(input),
    fixes: () => proposeFixes(input),
  };
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
  });
  const format = oneOf('format', values.format, FORMAT_NAMES, 'human');
  const isBelow = readThreshold(values['fail-under']);
  const baseline =
    values.baseline === undefined
      ? undefined
      : await readBaseline(values.baseline);
  const inputs = await readInputs(values, operands, terminal);
  const judged = inputs.map(judge);
  terminal.out(FORMATS[format](judged, terminal));
  const ships = decisive(judged, operands);
  if (!baseline)
    return ships.some(({ evaluation }) => falls(evaluation, isBelow)) ? 1 : 0;
  const fresh = ships.map(item => newFindings(item, baseline).length);
  const count = fresh.reduce((sum, found) => sum + found, 0);
  terminal.error(
    `${count} finding${count === 1 ? ' is' : 's are'} not in ${
      values.baseline
    }.\n`,
  );
  return count > 0 ? 1 : 0;
}

import {
  compareLevels,
  evaluateDockerfile,
  LEVELS,
  type Evaluation,
  type Level,
} from 'dockerfile-scorecard-engine';
import { relative } from 'node:path';
import { formatHuman } from '../formats/human';
import { formatSarif } from '../formats/sarif';
import { INPUT_OPTIONS, readInputs } from '../inputs';
import { oneOf, readOptions } from '../options';
import { painter, type Terminal } from '../terminal';

/** One judged Dockerfile. */
export interface Judged {
  text: string;
  evaluation: Evaluation;
}

function falls(evaluation: Evaluation, failUnder: Level): boolean {
  // a template has to be rendered first; anything else that cannot be judged cannot be built either, or nobody knows
  if (evaluation.kind === 'not-judged') return evaluation.reason !== 'template';
  return compareLevels(evaluation.level, failUnder) < 0;
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
  });
  const format = oneOf(
    'format',
    values.format,
    ['human', 'json', 'sarif'],
    'human',
  );
  const failUnder = oneOf('fail-under', values['fail-under'], LEVELS, 'bronze');
  const inputs = await readInputs(values, operands, terminal);
  const judged = inputs.map(
    (input): Judged => ({
      text: input.text,
      evaluation: evaluateDockerfile(input),
    }),
  );
  if (format === 'json')
    terminal.out(
      `${JSON.stringify(
        judged.map(({ evaluation }) => evaluation),
        null,
        2,
      )}\n`,
    );
  else if (format === 'sarif')
    terminal.out(`${JSON.stringify(formatSarif(judged), null, 2)}\n`);
  else
    for (const item of judged)
      terminal.out(formatHuman(item, painter(terminal)));
  return decisive(judged, operands).some(({ evaluation }) =>
    falls(evaluation, failUnder),
  )
    ? 1
    : 0;
}

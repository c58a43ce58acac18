import {
  EARNED_LEVELS,
  fixDockerfile,
  type EarnedLevel,
  type FixedDockerfile,
} from 'dockerfile-scorecard-engine';
import {
  CHANGE_OPTIONS,
  SharedFiles,
  changesOf,
  emit,
  refuseStandardInput,
  standing,
} from '../changes';
import { INPUT_OPTIONS, readInputs, type DockerfileInput } from '../inputs';
import { oneOf, readOptions } from '../options';
import { painter, UsageError, type Paint, type Terminal } from '../terminal';

/** A Dockerfile with what its fixes make of it. */
interface Fixed {
  input: DockerfileInput;
  result: FixedDockerfile;
}

/** What was done and why, for people. */
function summaryOf({ input, result }: Fixed, paint: Paint): string {
  const { before, after, applied } = result;
  const head = `${paint('bold', input.path)}  ${standing(before)} → ${standing(
    after,
  )}\n`;
  const lines = applied.map(
    ({ title, safety, reason, finding }) =>
      `  ${title} ${paint('dim', `(${finding.rule}, ${safety})`)}\n    ${paint(
        'dim',
        reason,
      )}\n`,
  );
  const left = before.checks.length > 0 ? remaining(result) : '';
  return head + lines.join('') + left;
}

function remaining({ after }: FixedDockerfile): string {
  const rules = after.checks
    .filter(({ state }) => state === 'fail')
    .map(({ rule }) => rule);
  return rules.length === 0 ? '' : `  Left: ${rules.join(', ')}\n`;
}

function fixAll(
  inputs: readonly DockerfileInput[],
  to: EarnedLevel | undefined,
  review: boolean,
): Fixed[] {
  const shared = new SharedFiles();
  return inputs.map(read => {
    const input = shared.refresh(read);
    const result = fixDockerfile(input, {
      ...(to && { to }),
      safety: review ? 'review' : 'safe',
    });
    if (!result)
      throw new UsageError(
        `${input.path} cannot be judged, so it cannot be fixed. \`dockerfile-scorecard check ${input.path}\` says why.`,
      );
    shared.remember(changesOf(input, result));
    return { input, result };
  });
}

/** `fix PATH…` */
export async function fix(args: string[], terminal: Terminal): Promise<number> {
  const { values, operands } = readOptions(args, {
    ...INPUT_OPTIONS,
    ...CHANGE_OPTIONS,
    review: { type: 'boolean' },
    to: { type: 'string' },
  });
  const to =
    values.to === undefined
      ? undefined
      : oneOf('to', values.to, EARNED_LEVELS, 'gold');
  const inputs = await readInputs(values, operands, terminal);
  refuseStandardInput(inputs, values);
  const fixed = fixAll(inputs, to, values.review !== undefined);
  const paint = painter(terminal);
  await emit(
    fixed.flatMap(({ input, result }) => changesOf(input, result)),
    values,
    terminal,
  );
  for (const each of fixed) terminal.error(summaryOf(each, paint));
  const isBelow = fixed.some(
    ({ result }) =>
      to !== undefined &&
      EARNED_LEVELS.indexOf(to) >
        EARNED_LEVELS.findIndex(level => level === result.after.level),
  );
  return isBelow ? 1 : 0;
}

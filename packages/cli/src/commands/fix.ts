import { createTwoFilesPatch } from 'diff';
import {
  EARNED_LEVELS,
  fixDockerfile,
  type EarnedLevel,
  type FixedDockerfile,
} from 'dockerfile-scorecard-engine';
import { access, constants, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { INPUT_OPTIONS, readInputs, type DockerfileInput } from '../inputs';
import { oneOf, readOptions } from '../options';
import { STDIN } from '../readDockerfile';
import { painter, UsageError, type Paint, type Terminal } from '../terminal';

/** A Dockerfile with what its fixes make of it. */
interface Fixed {
  input: DockerfileInput;
  result: FixedDockerfile;
}

/** A file that is written: its path and its text before and after. */
interface Change {
  file: string;
  /** As it is shown. */
  path: string;
  before: string;
  after: string;
}

/** Where the .dockerignore of a build context is; undefined where the command cannot tell. */
function dockerignorePath(
  { file }: DockerfileInput,
  context: string | undefined,
): string {
  return join(context ?? dirname(file), '.dockerignore');
}

function changesOf(
  { input, result }: Fixed,
  context: string | undefined,
): Change[] {
  const changes: Change[] = [];
  if (result.text !== input.text)
    changes.push({
      file: input.file,
      path: input.path,
      before: input.text,
      after: result.text,
    });
  if (result.dockerignore !== undefined) {
    const file = dockerignorePath(input, context);
    changes.push({
      file,
      path: file,
      before: input.context.dockerignore ?? '',
      after: result.dockerignore,
    });
  }
  return changes;
}

function paintPatch(patch: string, paint: Paint): string {
  return patch
    .split('\n')
    .map(line => {
      if (line.startsWith('+')) return paint('green', line);
      return line.startsWith('-') ? paint('red', line) : line;
    })
    .join('\n');
}

function patchOf({ path, before, after }: Change): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after);
  return `${patch.replace(/^=+\n/, '').trimEnd()}\n`;
}

function standing({ level, score }: FixedDockerfile['before']): string {
  return score === null ? level : `${level} ${score}`;
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

/** Everything is looked at before the first file is written, and each file is replaced in one step. */
async function writeAll(changes: readonly Change[]): Promise<void> {
  for (const { file, path } of changes) {
    const exists = await stat(file).then(
      () => true,
      () => false,
    );
    await access(exists ? file : dirname(file), constants.W_OK).catch(() => {
      throw new UsageError(`${path} cannot be written. Nothing was changed.`);
    });
  }
  for (const { file, after } of changes) {
    const temporary = `${file}.${process.pid}.tmp`;
    await writeFile(temporary, after);
    await rename(temporary, file);
  }
}

function fixAll(
  inputs: readonly DockerfileInput[],
  to: EarnedLevel | undefined,
  review: boolean,
): Fixed[] {
  return inputs.map(input => {
    const result = fixDockerfile(input, {
      ...(to && { to }),
      safety: review ? 'review' : 'safe',
    });
    if (!result)
      throw new UsageError(
        `${input.path} cannot be judged, so it cannot be fixed. \`dockerfile-scorecard check ${input.path}\` says why.`,
      );
    return { input, result };
  });
}

/** `fix PATH…` */
export async function fix(args: string[], terminal: Terminal): Promise<number> {
  const { values, operands } = readOptions(args, {
    ...INPUT_OPTIONS,
    diff: { type: 'boolean' },
    write: { type: 'boolean' },
    review: { type: 'boolean' },
    to: { type: 'string' },
  });
  if (values.diff !== undefined && values.write !== undefined)
    throw new UsageError('Use --diff or --write, not both.');
  const to =
    values.to === undefined
      ? undefined
      : oneOf('to', values.to, EARNED_LEVELS, 'gold');
  const inputs = await readInputs(values, operands, terminal);
  const isWritten = values.write !== undefined;
  if (isWritten && inputs.some(({ file }) => file === STDIN))
    throw new UsageError(
      'The standard input cannot be written. Use --diff instead of --write.',
    );
  const fixed = fixAll(inputs, to, values.review !== undefined);
  const paint = painter(terminal);
  const changes = fixed.flatMap(each => changesOf(each, values.context));
  if (isWritten) await writeAll(changes);
  else
    for (const change of changes)
      terminal.out(paintPatch(patchOf(change), paint));
  for (const each of fixed) terminal.error(summaryOf(each, paint));
  const isBelow = fixed.some(
    ({ result }) =>
      to !== undefined &&
      EARNED_LEVELS.indexOf(to) >
        EARNED_LEVELS.findIndex(level => level === result.after.level),
  );
  return isBelow ? 1 : 0;
}

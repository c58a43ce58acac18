import {
  compareLevels,
  evaluateDockerfile,
  LEVELS,
  resolvePolicy,
  type BuildContext,
  type Evaluation,
  type Level,
  type Policy,
} from 'dockerfile-scorecard-engine';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { findDockerfiles } from '../findDockerfiles';
import { formatHuman } from '../formats/human';
import { formatSarif } from '../formats/sarif';
import { oneOf, readOptions } from '../options';
import { ContextReader } from '../readContext';
import { readDockerfile, STDIN } from '../readDockerfile';
import { painter, UsageError, type Terminal } from '../terminal';

/** One judged Dockerfile. */
export interface Judged {
  text: string;
  evaluation: Evaluation;
}

async function readPolicy(
  file: string | undefined,
  profile: string | undefined,
): Promise<Policy> {
  let config: Record<string, unknown> = {};
  if (file !== undefined) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new UsageError(`The policy ${file} cannot be read.`);
    });
    try {
      config = JSON.parse(text);
    } catch (error) {
      throw new UsageError(
        `The policy ${file} is not valid JSON: ${
          error instanceof Error ? error.message : error
        }`,
      );
    }
  }
  if (profile !== undefined)
    config = {
      ...config,
      profile: oneOf(
        'profile',
        profile,
        ['recommended', 'strict', 'all'],
        'recommended',
      ),
    };
  try {
    return resolvePolicy(config);
  } catch (error) {
    throw new UsageError(
      error instanceof Error ? error.message : String(error),
    );
  }
}

function readToday(value: string | undefined): string {
  if (value === undefined) return new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)))
    throw new UsageError(
      `--today is a date such as 2026-11-23, not "${value}".`,
    );
  return value;
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
    format: { type: 'string' },
    profile: { type: 'string' },
    'fail-under': { type: 'string' },
    context: { type: 'string' },
    target: { type: 'string' },
    policy: { type: 'string' },
    today: { type: 'string' },
    'stdin-path': { type: 'string' },
  });
  const format = oneOf(
    'format',
    values.format,
    ['human', 'json', 'sarif'],
    'human',
  );
  const failUnder = oneOf('fail-under', values['fail-under'], LEVELS, 'bronze');
  const today = readToday(values.today);
  const policy = await readPolicy(values.policy, values.profile);
  const stdinPath = values['stdin-path'] ?? 'Dockerfile';
  const paths = operands.length > 0 ? operands : ['.'];
  const files = await findDockerfiles(paths);
  if (files.length === 0)
    throw new UsageError(
      `No Dockerfile in ${paths.join(
        ', ',
      )}. Files named Dockerfile, Dockerfile.*, *.Dockerfile or Containerfile are looked for.`,
    );
  const judged: Judged[] = [];
  const contexts = new ContextReader();
  for (const file of files) {
    const text = await readDockerfile(file, terminal);
    const { context: folder, target } = values;
    // nothing is known of what lies around a text that comes from somewhere else
    const isFile = file !== STDIN || folder !== undefined;
    const context: BuildContext = isFile
      ? await contexts.read(file === STDIN ? stdinPath : file, text, {
          context: folder,
          target,
          searched: paths,
        })
      : { ...(target !== undefined && { target }) };
    judged.push({
      text,
      evaluation: evaluateDockerfile({
        path: file === STDIN ? stdinPath : relative('.', file) || file,
        text,
        context,
        policy,
        today,
      }),
    });
  }
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

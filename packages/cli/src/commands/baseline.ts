import { findingsOf } from 'dockerfile-scorecard-engine';
import { writeFile } from 'node:fs/promises';
import { BASELINE_FILE, baselineText } from '../baseline';
import { INPUT_OPTIONS, readInputs } from '../inputs';
import { readOptions } from '../options';
import { judge } from '../judged';
import { plural } from '../words';
import { UsageError, type Terminal } from '../terminal';

/** `baseline PATH…` */
export async function baseline(
  args: string[],
  terminal: Terminal,
): Promise<number> {
  const { values, operands } = readOptions(args, {
    ...INPUT_OPTIONS,
    output: { type: 'string', short: 'o' },
  });
  const inputs = await readInputs(values, operands, terminal);
  const judged = inputs.map(judge);
  const file = values.output ?? BASELINE_FILE;
  await writeFile(file, baselineText(judged)).catch(() => {
    throw new UsageError(`${file} cannot be written.`);
  });
  const count = judged.reduce(
    (sum, { evaluation }) => sum + findingsOf(evaluation).length,
    0,
  );
  terminal.error(
    `${file}: ${plural(count, 'finding')} of ${plural(
      judged.length,
      'Dockerfile',
    )} accepted. \`dockerfile-scorecard check --baseline ${file}\` fails on new ones only.\n`,
  );
  return 0;
}

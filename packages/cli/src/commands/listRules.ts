import { rules } from 'dockerfile-scorecard-engine';
import { readOptions } from '../options';
import { painter, type Terminal } from '../terminal';

/** `rules` */
export async function listRules(
  args: string[],
  terminal: Terminal,
): Promise<number> {
  readOptions(args, {});
  const paint = painter(terminal);
  const width = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, severity, level, title } of rules) {
    terminal.out(
      `${paint('bold', id.padEnd(width))}  ${severity.padEnd(8)}  ${(
        level ?? '–'
      ).padEnd(6)}  ${title}\n`,
    );
  }
  return 0;
}

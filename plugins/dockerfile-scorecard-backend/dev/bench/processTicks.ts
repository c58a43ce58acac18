import { readFile } from 'node:fs/promises';

export const TICKS_A_SECOND = 100;

/** Processor time of a process and of its children that have ended, in ticks; see proc(5). */
export async function processTicks(
  pid: number,
): Promise<{ parent: number; own: number; ended: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return {
    parent: fields[1],
    own: fields[11] + fields[12],
    ended: fields[13] + fields[14],
  };
}

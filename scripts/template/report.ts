/** What passed and what failed, said job by job also where jobs run at the same time. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Outcome } from '../proof/command';

export interface Job {
  title: string;
  run(): Promise<void>;
}

const counts = { passed: 0, failed: 0 };
const linesOfJob = new AsyncLocalStorage<string[]>();

/** A line of the job that runs. */
export function say(line: string): void {
  const lines = linesOfJob.getStore();
  if (lines) lines.push(line);
  else console.log(line);
}

/** A problem with its last lines, or none. */
export function tell(name: string, problem: string | undefined): boolean {
  counts[problem === undefined ? 'passed' : 'failed'] += 1;
  say(`  ${problem === undefined ? '✓' : '✗'} ${name}`);
  if (problem !== undefined)
    say(
      problem.trim().split('\n').slice(-25).join('\n').replace(/^/gm, '      '),
    );
  return problem === undefined;
}

/** Whether a line of a log is a JSON object. */
export function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

/** Whether a program succeeded. */
export async function step(
  name: string,
  outcome: Promise<Outcome>,
): Promise<boolean> {
  const { code, output } = await outcome;
  return tell(name, code === 0 ? undefined : output);
}

/** Runs jobs in order, some at the same time; each is told as a whole when it ends. */
export async function runJobs(
  jobs: readonly Job[],
  atATime: number,
): Promise<void> {
  const waiting = [...jobs];
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const { title, run } = job;
      const lines: string[] = [];
      const began = performance.now();
      try {
        await linesOfJob.run(lines, run);
      } catch (error) {
        linesOfJob.run(lines, () => tell('comes to its end', String(error)));
      }
      const seconds = Math.round((performance.now() - began) / 1e3);
      console.log([`\n── ${title} (${seconds} s)`, ...lines].join('\n'));
    }
  };
  await Promise.all(Array.from({ length: atATime }, lane));
}

export function totals(): Readonly<typeof counts> {
  return counts;
}

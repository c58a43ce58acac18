/* eslint-disable no-console -- a report is what this file is for */
import type { Measured } from './measure';
import type { Taken } from './seed';

/** Milliseconds. */
export interface Budget {
  wall: number;
  /** Of PostgreSQL. */
  cpu: number | undefined;
}

function row(cells: readonly string[]): void {
  console.log(
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(34) : cell.padStart(10)))
      .join(''),
  );
}

export function title(text: string): void {
  console.log(`\n${text}`);
}

export function reportTaken(what: string, { seconds, cpu }: Taken): void {
  row([what, `${seconds.toFixed(1)} s`, `${cpu.toFixed(1)} s CPU`]);
}

/** One line; true when it is within the budget. */
export function reportLine(
  what: string,
  value: string,
  budget: string,
  within: boolean,
): boolean {
  row([what, value, budget, within ? 'within' : 'OVER']);
  return within;
}

export function reportHead({ wall, cpu }: Budget): void {
  row([
    'request',
    'p50 ms',
    'p95 ms',
    'DB CPU ms',
    'kB',
    `≤ ${wall} ms`,
    cpu === undefined ? '' : `≤ ${cpu} CPU`,
  ]);
}

/** @returns how many budgets it misses */
export function reportMeasured(measured: Measured, budget: Budget): number {
  const { name, p50, p95, databaseCpu, kilobytes, status } = measured;
  const slow = p95 > budget.wall;
  const heavy =
    budget.cpu !== undefined &&
    databaseCpu !== undefined &&
    databaseCpu > budget.cpu;
  row([
    status === 200 ? name : `${name} (${status})`,
    p50.toFixed(1),
    p95.toFixed(1),
    databaseCpu?.toFixed(1) ?? '-',
    kilobytes.toFixed(0),
    slow ? 'OVER' : 'within',
    ...(budget.cpu === undefined ? [] : [heavy ? 'OVER' : 'within']),
  ]);
  return Number(slow) + Number(heavy) + Number(status !== 200);
}

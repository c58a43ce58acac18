/* eslint-disable no-console -- a report is what this file is for */

/** One line of the table of figures. */
export interface Figure {
  what: string;
  value: number;
  budget: number;
  unit: 'ms' | 'kB';
}

/** Prints the figures with their budgets, and gives those that are over. */
export function report(figures: readonly Figure[]): string[] {
  console.log(
    `\n${'what'.padEnd(64)}${'measured'.padStart(12)}${'budget'.padStart(12)}`,
  );
  for (const { what, value, budget, unit } of figures)
    console.log(
      `${what.padEnd(64)}${`${Math.round(value)} ${unit}`.padStart(
        12,
      )}${`${budget} ${unit}`.padStart(12)}`,
    );
  return figures
    .filter(({ value, budget }) => value > budget)
    .map(({ what }) => what);
}

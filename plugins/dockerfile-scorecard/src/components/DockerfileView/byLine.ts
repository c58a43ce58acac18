import type { Finding } from 'backstage-plugin-dockerfile-scorecard-common';

/** Items by the line that they belong to, in their order. */
export function byLine<T>(
  items: readonly T[],
  lineOf: (item: T) => number,
): Map<number, T[]> {
  const lines = new Map<number, T[]>();
  for (const item of items) {
    const line = lineOf(item);
    const here = lines.get(line);
    if (here) here.push(item);
    else lines.set(line, [item]);
  }
  return lines;
}

/** Every line that a finding speaks of. */
export function linesOfFinding({ range, trace }: Finding): Set<number> {
  return new Set(
    [range, ...trace.map(step => step.range)].map(one => one.start.line),
  );
}

/** Numbers of the steps of a trace, from 1, by the line that they touch. */
export function stepsByLine(
  finding: Finding | undefined,
): Map<number, number[]> {
  const numbered = (finding?.trace ?? []).map(({ range }, index) => ({
    line: range.start.line,
    step: index + 1,
  }));
  return new Map(
    [...byLine(numbered, ({ line }) => line)].map(([line, steps]) => [
      line,
      steps.map(({ step }) => step),
    ]),
  );
}

import type { Flow, StageReport } from 'dockerfile-scorecard-engine';

/** For each of the stages the column it stands in: right of everything it takes something from; the final image comes last. */
export function columnsOf(
  stages: readonly StageReport[],
  flows: readonly Flow[],
): number[] {
  // stages that nothing needs may be missing, so the place in the list is not the number of the stage
  const placeOf = new Map(stages.map(({ index }, place) => [index, place]));
  const needs = stages.map(stage => {
    const from = flows.flatMap(flow =>
      flow.to === stage.index && flow.from.kind === 'stage'
        ? [flow.from.stage]
        : [],
    );
    const all =
      stage.fromStage === undefined ? from : [...from, stage.fromStage];
    return all.flatMap(index => placeOf.get(index) ?? []);
  });
  const known: number[] = [];
  const column = (index: number, path: readonly number[]): number => {
    if (known[index] !== undefined) return known[index];
    const before = (needs[index] ?? []).filter(
      need => need !== index && !path.includes(need) && stages[need],
    );
    known[index] =
      before.length === 0
        ? 0
        : 1 + Math.max(...before.map(need => column(need, [...path, index])));
    return known[index];
  };
  const columns = stages.map((_, index) => column(index, []));
  const target = stages.findIndex(stage => stage.isTarget);
  const isNeeded = needs.some(list => list.includes(target));
  if (target >= 0 && !isNeeded && stages.length > 1) {
    const others = columns.filter((_, index) => index !== target);
    columns[target] = Math.max(columns[target], Math.max(...others) + 1);
  }
  return columns;
}

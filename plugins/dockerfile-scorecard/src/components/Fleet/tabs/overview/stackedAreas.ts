/** Corners of stacked areas: for each series, from its upper edge left to right and back along its lower edge. */
export function stackedAreas(
  series: readonly (readonly number[])[],
  size: { width: number; height: number },
): string[] {
  const length = series[0]?.length ?? 0;
  const totals = Array.from({ length }, (_, at) =>
    series.reduce((sum, values) => sum + values[at], 0),
  );
  const most = Math.max(1, ...totals);
  const x = (at: number) =>
    length > 1 ? (at * size.width) / (length - 1) : size.width;
  const y = (value: number) => size.height - (value * size.height) / most;
  const below = new Array<number>(length).fill(0);
  return series.map(values => {
    const lower = [...below];
    values.forEach((value, at) => {
      below[at] += value;
    });
    const corners = [
      ...below.map((value, at) => [x(at), y(value)]),
      ...lower.map((value, at) => [x(at), y(value)]).reverse(),
    ];
    return corners
      .map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`)
      .join(' ');
  });
}

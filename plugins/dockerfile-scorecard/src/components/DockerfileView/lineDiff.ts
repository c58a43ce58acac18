/** One line of a comparison; `before` and `after` count from 1. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
  before: number;
  after: number;
}

/** Length of the longest common subsequence of the lines from (i, j) on, row by row. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  );
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i][j] =
        a[i] === b[j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

/** Compares two texts line by line; equal beginnings and ends are set aside first, so that the rest is small. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    tail++;
  }
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  const lengths = commonLengths(middleA, middleB);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  const push = (kind: DiffLine['kind'], text: string) =>
    lines.push({ kind, text, before: i + 1, after: j + 1 });
  const same = (text: string) => {
    push('same', text);
    i++;
    j++;
  };
  a.slice(0, head).forEach(same);
  while (i - head < middleA.length || j - head < middleB.length) {
    const x = i - head;
    const y = j - head;
    if (x < middleA.length && middleA[x] === middleB[y]) {
      same(middleA[x]);
    } else if (
      x < middleA.length &&
      (y >= middleB.length || lengths[x + 1][y] >= lengths[x][y + 1])
    ) {
      push('removed', middleA[x]);
      i++;
    } else {
      push('added', middleB[y]);
      j++;
    }
  }
  a.slice(a.length - tail).forEach(same);
  return lines;
}

/** Groups of changed lines with up to `context` equal lines around each. */
export function hunks(
  diff: readonly DiffLine[],
  context: number,
): DiffLine[][] {
  const groups: DiffLine[][] = [];
  let end = -1;
  diff.forEach((line, index) => {
    if (line.kind === 'same') return;
    const from = Math.max(index - context, end);
    if (groups.length === 0 || index - context > end) groups.push([]);
    const to = Math.min(index + context + 1, diff.length);
    groups[groups.length - 1].push(...diff.slice(Math.max(from, 0), to));
    end = to;
  });
  return groups;
}

const sign = { same: ' ', removed: '-', added: '+' } as const;

/** A patch as `git apply` takes it. */
export function unifiedDiff(
  path: string,
  before: string,
  after: string,
): string {
  const withoutLastBreak = (text: string) => text.replace(/\n$/, '');
  const groups = hunks(
    lineDiff(withoutLastBreak(before), withoutLastBreak(after)),
    3,
  );
  const body = groups.map(group => {
    const removed = group.filter(line => line.kind !== 'added').length;
    const added = group.filter(line => line.kind !== 'removed').length;
    const [first] = group;
    return [
      `@@ -${first.before},${removed} +${first.after},${added} @@`,
      ...group.map(line => `${sign[line.kind]}${line.text}`),
    ].join('\n');
  });
  return [`--- a/${path}`, `+++ b/${path}`, ...body, ''].join('\n');
}

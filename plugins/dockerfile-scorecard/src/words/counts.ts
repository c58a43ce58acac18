/** `1 finding`, `3 findings`, `1,284 services`. */
export function count(
  amount: number,
  noun: string,
  plural = `${noun}s`,
): string {
  return `${amount.toLocaleString('en')} ${amount === 1 ? noun : plural}`;
}

/** `line 9`, `lines 4, 9 and 12`. */
export function lineList(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  if (sorted.length === 1) return `line ${sorted[0]}`;
  return `lines ${sorted.slice(0, -1).join(', ')} and ${
    sorted[sorted.length - 1]
  }`;
}

/** A commit is cut to seven digits; anything else stays. */
export function shortRevision(revision: string): string {
  return /^[0-9a-f]{12,}$/i.test(revision) ? revision.slice(0, 7) : revision;
}

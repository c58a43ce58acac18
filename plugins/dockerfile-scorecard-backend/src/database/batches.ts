/** SQLite binds at most 32,766 values in a statement, PostgreSQL 65,535; the widest row here has 21. */
const BATCH_SIZE = 500;

export function* inBatches<T>(
  items: readonly T[],
  size: number = BATCH_SIZE,
): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}

import type { Terminal } from './terminal';

/** Fewer are done before anybody has read how far they are. */
const LEAST = 100;
const EACH_MS = 200;

/**
 * Goes through items, and tells how far it is where that takes long.
 *
 * @param verb - what is done to them, e.g. "Reading"
 */
export async function withProgress<T>(
  items: readonly T[],
  { progress }: Pick<Terminal, 'progress'>,
  verb: string,
  work: (item: T) => Promise<void> | void,
): Promise<void> {
  const show = items.length >= LEAST ? progress : undefined;
  let shown = 0;
  for (const [i, item] of items.entries()) {
    const now = Date.now();
    if (show && now - shown >= EACH_MS) {
      shown = now;
      show(`${verb} ${i + 1} of ${items.length} Dockerfiles`);
    }
    await work(item);
  }
  show?.('');
}

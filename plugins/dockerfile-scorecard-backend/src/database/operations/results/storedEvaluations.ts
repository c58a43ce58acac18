import type { Evaluation } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import type { StoredAs } from '../../../config';
import { inBatches } from '../../batches';
import type { EvaluationRow } from '../../tables';
import { after } from '../../time';

/** Verdicts that still hold, by hash. */
export async function loadEvaluations(options: {
  knex: Knex;
  /** For each hash the ISO date since which its verdict is what it is today. */
  days: ReadonlyMap<string, string>;
}): Promise<Map<string, Evaluation>> {
  const { knex, days } = options;
  const found = new Map<string, Evaluation>();
  for (const batch of inBatches([...days.keys()])) {
    const rows = await knex<EvaluationRow>('evaluations')
      .whereIn('hash', batch)
      .select('hash', 'evaluation', 'evaluated_on');
    for (const row of rows) {
      if (row.evaluated_on === days.get(row.hash)) {
        found.set(row.hash, JSON.parse(row.evaluation));
      }
    }
  }
  return found;
}

/** What evaluations were made from, and the evaluations. All three are stored under their hash, once. */
export interface StoredTexts {
  contents: {
    hash: string;
    text: string;
    stored_as: StoredAs;
    /** JSON */
    masked: string | null;
  }[];
  contexts: { hash: string; context: string }[];
  evaluations: { hash: string; evaluation: string; evaluated_on: string }[];
}

/** Texts used more recently than this are not marked again. Milliseconds; far below what the clean-up keeps. */
const MARKED_MS = 60 * 60_000;

/**
 * Stores texts that are not there yet and marks all of them as used.
 * Rows that need neither are not touched: services made from one template share them, and would wait for each other.
 */
export async function storeTexts(options: {
  tx: Knex.Transaction;
  now: Date;
  texts: StoredTexts;
}): Promise<void> {
  const { contents, contexts, evaluations } = options.texts;
  await storeRows(options, 'contents', contents, ['stored_as']);
  await storeRows(options, 'contexts', contexts, []);
  await storeRows(options, 'evaluations', evaluations, ['evaluated_on']);
}

/** Rows with the same hash are the same, but for the columns that are compared besides. */
async function storeRows<T extends { hash: string }>(
  { tx, now }: { tx: Knex.Transaction; now: Date },
  table: keyof StoredTexts,
  rows: readonly T[],
  compared: readonly (keyof T & string)[],
): Promise<void> {
  const columns = ['hash', ...compared];
  const keyOf = (row: Record<string, unknown>) =>
    columns.map(column => row[column]).join(' ');
  for (const batch of inBatches(uniqueByHash(rows), 100)) {
    const marked: Record<string, unknown>[] = await tx(table)
      .whereIn(
        'hash',
        batch.map(row => row.hash),
      )
      .where('used_at', '>', after(now, -MARKED_MS))
      .select(columns);
    const markedKeys = new Set(marked.map(keyOf));
    const due = batch.filter(row => !markedKeys.has(keyOf({ ...row })));
    if (due.length > 0) {
      await tx(table)
        .insert(due.map(row => ({ ...row, used_at: now })))
        .onConflict('hash')
        .merge(compared.length > 0 ? undefined : ['used_at']);
    }
  }
}

/** Sorted, so that two scans that store the same texts cannot end up waiting for each other in a circle. */
function uniqueByHash<T extends { hash: string }>(rows: readonly T[]): T[] {
  const unique = new Map(rows.map(row => [row.hash, row]));
  return [...unique.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1));
}

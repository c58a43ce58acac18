import type { Evaluation } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import { inBatches } from '../../batches';
import type { EvaluationRow } from '../../tables';

/** Verdicts of this day, by hash. */
export async function loadEvaluations(options: {
  knex: Knex;
  hashes: readonly string[];
  today: string;
}): Promise<Map<string, Evaluation>> {
  const { knex, hashes, today } = options;
  const found = new Map<string, Evaluation>();
  for (const batch of inBatches(hashes)) {
    const rows = await knex<EvaluationRow>('evaluations')
      .whereIn('hash', batch)
      .where({ evaluated_on: today })
      .select('hash', 'evaluation');
    for (const row of rows) {
      found.set(row.hash, JSON.parse(row.evaluation));
    }
  }
  return found;
}

/** What evaluations were made from, and the evaluations. All three are stored under their hash, once. */
export interface StoredTexts {
  contents: { hash: string; text: string }[];
  contexts: { hash: string; context: string }[];
  evaluations: { hash: string; evaluation: string; evaluated_on: string }[];
}

/**
 * Stores texts that are not there yet and marks all of them as used.
 * Rows are sorted by hash, so that two scans that store the same texts cannot wait for each other.
 */
export async function storeTexts(options: {
  tx: Knex.Transaction;
  now: Date;
  texts: StoredTexts;
}): Promise<void> {
  const { tx, now, texts } = options;
  for (const [table, rows] of Object.entries(texts)) {
    const sorted = [...new Map(byHash(rows)).values()].sort((a, b) =>
      a.hash < b.hash ? -1 : 1,
    );
    for (const batch of inBatches(sorted, 100)) {
      await tx(table)
        .insert(batch.map(row => ({ ...row, used_at: now })))
        .onConflict('hash')
        .merge(
          table === 'evaluations'
            ? ['evaluation', 'evaluated_on', 'used_at']
            : ['used_at'],
        );
    }
  }
}

function byHash<T extends { hash: string }>(rows: readonly T[]): [string, T][] {
  return rows.map(row => [row.hash, row]);
}

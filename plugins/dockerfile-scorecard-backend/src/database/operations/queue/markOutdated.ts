import type { Knex } from 'knex';
import type { RepositoryRow } from '../../tables';
import { databaseNow } from '../../time';

/**
 * Makes repositories due whose verdicts are those of another policy or engine, or of a day since which a date has come. They are judged again from the store.
 * Those at work now are left alone: they finish under the settings of their worker.
 */
export async function markForEvaluation(options: {
  knex: Knex;
  evaluatedUnder: string;
  /** ISO date. */
  today: string;
}): Promise<number> {
  const now = await databaseNow(options.knex);
  return (
    options
      .knex<RepositoryRow>('repositories')
      // Two ranges instead of one inequality: an index finds them.
      .where(other =>
        other
          .where('evaluated_under', '<', options.evaluatedUnder)
          .orWhere('evaluated_under', '>', options.evaluatedUnder)
          .orWhere('reevaluate_on', '<=', options.today),
      )
      .whereNull('lease')
      .where('due_at', '>', now)
      .update({ due_at: now })
  );
}

/** Makes repositories due, for a full reading, from which other files were selected than the settings ask for now. */
export async function markForReading(options: {
  knex: Knex;
  selectedUnder: string;
}): Promise<number> {
  const now = await databaseNow(options.knex);
  return options
    .knex<RepositoryRow>('repositories')
    .whereNot('selected_under', options.selectedUnder)
    .whereNull('lease')
    .update({ due_at: now, read_at: now, etag: null });
}

import type { Level } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import { levelOf } from '../../levels';
import type { HistoryRow } from '../../tables';
import { toDate } from '../../time';

/** What a service had before its result last changed. */
export async function getPreviousResult(options: {
  knex: Knex;
  entityRef: string;
}): Promise<
  | {
      level: Level | null;
      score: number | null;
      revision: string | undefined;
      at: string;
    }
  | undefined
> {
  const [, row]: HistoryRow[] = await options
    .knex<HistoryRow>('history')
    .where({ entity_ref: options.entityRef })
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(2);
  return (
    row && {
      level: row.level < 0 ? null : levelOf(row.level),
      score: row.score < 0 ? null : row.score,
      revision: row.revision ?? undefined,
      at: toDate(row.at).toISOString(),
    }
  );
}

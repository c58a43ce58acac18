import type { Knex } from 'knex';
import type { ServiceRow } from '../../tables';
import { databaseNow, toIso } from '../../time';
import { getSync } from '../sync';
import { whereVisible, type Visibility } from './visibility';

export interface ScanCounts {
  services: number;
  due: number;
  running: number;
  done: number;
}

const FAILURES_SHOWN = 100;

/** How scanning gets on for the services that the caller may see. */
export async function getScans(options: {
  knex: Knex;
  visibility: Visibility;
}): Promise<{
  counts: ScanCounts;
  failed: { entityRef: string; reason: string; at: string }[];
  sync: Awaited<ReturnType<typeof getSync>>;
}> {
  const { knex, visibility } = options;
  const now = await databaseNow(knex);

  const counting = knex('services')
    .leftJoin('repositories', 'repositories.id', 'services.repository_id')
    .whereNot('services.state', 'excluded');
  whereVisible(counting, knex, visibility);
  const counts = await counting
    .count({ services: '*' })
    .sum({
      due: knex.raw('CASE WHEN repositories.due_at <= ? THEN 1 ELSE 0 END', [
        now,
      ]),
      running: knex.raw(
        'CASE WHEN repositories.lease IS NOT NULL AND repositories.due_at > ? THEN 1 ELSE 0 END',
        [now],
      ),
      done: knex.raw(
        "CASE WHEN services.state IN ('scored', 'not-judged', 'no-dockerfile') THEN 1 ELSE 0 END",
      ),
    })
    .first();

  const failing = knex<ServiceRow>('services').whereNotNull('failed_at');
  whereVisible(failing, knex, visibility);
  const failed: ServiceRow[] = await failing
    .orderBy('failed_at', 'desc')
    .limit(FAILURES_SHOWN);

  return {
    counts: {
      services: Number(counts?.services ?? 0),
      due: Number(counts?.due ?? 0),
      running: Number(counts?.running ?? 0),
      done: Number(counts?.done ?? 0),
    },
    failed: failed.map(row => ({
      entityRef: row.entity_ref,
      reason: row.reason ?? '',
      at: toIso(row.failed_at) ?? '',
    })),
    sync: await getSync({ knex }),
  };
}

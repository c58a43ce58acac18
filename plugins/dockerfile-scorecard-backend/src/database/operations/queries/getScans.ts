import type { ServiceState } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Knex } from 'knex';
import type { ServiceRow } from '../../tables';
import { databaseNow, toIso } from '../../time';
import { getSync } from '../sync';
import { withDetails } from '../serviceDetails';
import { countsBy } from './fleetCounts';
import { whereVisible, type Visibility } from './visibility';

export interface ScanCounts {
  services: number;
  due: number;
  running: number;
  done: number;
}

const FAILURES_SHOWN = 100;

/** States with a result. */
const DONE: readonly ServiceState[] = ['scored', 'not-judged', 'no-dockerfile'];

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
  const states =
    visibility.kind === 'all'
      ? await keptStates(knex)
      : await countStates(knex, visibility);
  const sum = (counted: readonly StateCount[]) =>
    counted.reduce((total, { services }) => total + Number(services), 0);
  const inRepositories = async (which: Knex.QueryBuilder) => {
    const query = knex('services')
      .whereIn('repository_id', which.select('id'))
      .whereNot('services.state', 'excluded');
    whereVisible(query, knex, visibility);
    const count = await query.count({ count: '*' }).first();
    return Number(count?.count ?? 0);
  };
  const counts = {
    services: sum(states.filter(({ key }) => key !== 'excluded')),
    due: await inRepositories(knex('repositories').where('due_at', '<=', now)),
    running: await inRepositories(
      knex('repositories').whereNotNull('lease').where('due_at', '>', now),
    ),
    done: sum(states.filter(({ key }) => DONE.includes(key))),
  };

  const failing = knex<ServiceRow>('services').whereNotNull('failed_at');
  whereVisible(failing, knex, visibility);
  const failed: ServiceRow[] = await failing
    .orderBy('failed_at', 'desc')
    .limit(FAILURES_SHOWN);
  const shown = await withDetails(knex, failed);

  return {
    counts,
    failed: shown.map(row => ({
      entityRef: row.entity_ref,
      reason: row.reason ?? '',
      at: toIso(row.failed_at) ?? '',
    })),
    sync: await getSync({ knex }),
  };
}

interface StateCount {
  key: ServiceState;
  services: number | string;
}

function keptStates(knex: Knex): Promise<StateCount[]> {
  return countsBy(knex, counts => counts.where('dimension', 'state')) as never;
}

function countStates(
  knex: Knex,
  visibility: Visibility,
): Promise<StateCount[]> {
  const query = knex('services');
  whereVisible(query, knex, visibility);
  return query
    .groupBy('state')
    .select(
      knex.raw('state AS ??', ['key']),
      knex.raw('COUNT(*) AS services'),
    ) as never;
}

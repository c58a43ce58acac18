import type { Knex } from 'knex';
import type { DbTime, HostRow } from '../../tables';
import { databaseNow, toDate } from '../../time';
import { whereVisible, type Visibility } from './visibility';

/** Hosts that are paused, as far as the caller sees services on them. */
export async function getHosts(options: {
  knex: Knex;
  visibility: Visibility;
}): Promise<
  {
    host: string;
    blockedUntil: Date;
    failures: number;
    /** It may name a repository: only for those who see all services. */
    reason: string | undefined;
  }[]
> {
  const { knex, visibility } = options;
  const now = await databaseNow(knex);
  const query = knex<HostRow>('hosts')
    .where('blocked_until', '>', now)
    .orderBy('host');
  if (visibility.kind !== 'all') {
    const visible = knex('services').join(
      'repositories',
      'repositories.id',
      'services.repository_id',
    );
    whereVisible(visible, knex, visibility);
    query.whereIn('host', visible.select('repositories.host'));
  }
  const rows: (Omit<HostRow, 'blocked_until'> & { blocked_until: DbTime })[] =
    await query;
  return rows.map(row => ({
    host: row.host,
    blockedUntil: toDate(row.blocked_until),
    failures: row.failures,
    reason: visibility.kind === 'all' ? row.reason : undefined,
  }));
}

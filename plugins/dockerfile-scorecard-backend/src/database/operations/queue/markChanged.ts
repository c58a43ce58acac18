import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { RepositoryRow } from '../../tables';
import { databaseNow } from '../../time';

/**
 * Has repositories read that are said to have changed. One that is at work gets another turn, since the change may have come
 * after its reading. Returns how many there are.
 */
export async function markChanged(options: {
  knex: Knex;
  /** What the URLs of the repositories begin with: all branches of a repository. */
  urlPrefix: string;
}): Promise<number> {
  const { knex, urlPrefix } = options;
  const now = await databaseNow(knex);
  const pattern = `${urlPrefix.replace(/[\\%_]/g, '\\$&')}%`;
  const changed = () =>
    knex<RepositoryRow>('repositories').whereRaw("url LIKE ? ESCAPE '\\'", [
      pattern,
    ]);
  await changed().whereNotNull('lease').update({ ticket: randomUUID() });
  await changed().whereNull('lease').update({ due_at: now, read_at: now });
  const count = await changed().count({ count: '*' }).first();
  return Number(count?.count ?? 0);
}

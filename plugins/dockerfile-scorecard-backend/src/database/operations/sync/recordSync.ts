import type { Knex } from 'knex';

/** Notes when the catalog was last read, for the people who look after the portal. */
export async function recordSync(options: {
  knex: Knex;
  now: Date;
}): Promise<void> {
  await options
    .knex('syncs')
    .insert({ id: 'catalog', finished_at: options.now })
    .onConflict('id')
    .merge();
}

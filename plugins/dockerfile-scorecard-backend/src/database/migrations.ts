import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Brings the schema up to date, unless the operator has taken that over (`backend.database.skipMigrations`). */
export async function connect(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await migrate(knex);
  }
  return knex;
}

export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: migrationsFolder() });
}

export function migrationsFolder(): string {
  return resolvePackagePath(
    'backstage-plugin-dockerfile-scorecard-backend',
    'migrations',
  );
}

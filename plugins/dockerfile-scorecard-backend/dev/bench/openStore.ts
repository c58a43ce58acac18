import { resolvePackagePath } from '@backstage/backend-plugin-api';
import knexFactory, { type Knex } from 'knex';
import { mkdir } from 'node:fs/promises';
import { PLUGIN_ID, sqliteFile, type BenchSettings } from './settings';

/** The tables of the plugin as the backend makes them, with all migrations. */
export async function openStore({ database }: BenchSettings): Promise<Knex> {
  const knex =
    database.client === 'pg'
      ? knexFactory({
          client: 'pg',
          connection: database.connection,
          searchPath: [PLUGIN_ID, 'public'],
          pool: { min: 0, max: 4 },
        })
      : await openSqlite(database.folder);
  if (database.client === 'pg') {
    await knex.raw('CREATE SCHEMA IF NOT EXISTS ??', [PLUGIN_ID]);
  }
  await knex.migrate.latest({
    directory: resolvePackagePath(
      'backstage-plugin-dockerfile-scorecard-backend',
      'migrations',
    ),
  });
  return knex;
}

async function openSqlite(folder: string): Promise<Knex> {
  await mkdir(folder, { recursive: true });
  return knexFactory({
    client: 'better-sqlite3',
    connection: { filename: sqliteFile(folder) },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate(
        connection: { pragma(text: string): void },
        done: (error: Error | null, connection: unknown) => void,
      ) {
        connection.pragma('foreign_keys = ON');
        connection.pragma('journal_mode = WAL');
        done(null, connection);
      },
    },
  });
}

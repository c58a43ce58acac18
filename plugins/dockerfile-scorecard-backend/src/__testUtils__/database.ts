import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrate } from '../database';

/** SQLite always; PostgreSQL where the environment names a server. */
export function testDatabases() {
  const databases = TestDatabases.create({
    ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING
      ? ['SQLITE_3', 'POSTGRES_18']
      : ['SQLITE_3'],
    disableDocker: true,
  });
  return {
    ids: databases.eachSupportedId(),
    async create(
      id: ReturnType<typeof databases.eachSupportedId>[number][0],
    ): Promise<Knex> {
      const knex = await databases.init(id);
      await migrate(knex);
      return knex;
    },
  };
}

import { TestDatabases } from '@backstage/backend-test-utils';
import { migrationsFolder } from './migrations';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_18']
    : ['SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('migrations, %s', databaseId => {
  it('go up, down and up again', async () => {
    const knex = await databases.init(databaseId);
    const directory = migrationsFolder();
    await knex.migrate.latest({ directory });
    expect(await knex.schema.hasTable('services')).toBe(true);
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('services')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await knex.schema.hasTable('history')).toBe(true);
    await knex.destroy();
  });
});

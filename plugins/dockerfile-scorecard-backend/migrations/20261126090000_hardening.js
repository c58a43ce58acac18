// @ts-check

/**
 * Columns added per table; `down` drops exactly these.
 *
 * @type {Record<string, Record<string, (table: import('knex').Knex.AlterTableBuilder) => void>>}
 */
const COLUMNS = {
  repositories: {
    attempts: table =>
      table
        .integer('attempts')
        .notNullable()
        .defaultTo(0)
        .comment(
          'Claims since the last one that ended in an orderly way; a repository that ends its worker is set aside',
        ),
    scan_started_at: table =>
      table
        .dateTime('scan_started_at')
        .nullable()
        .comment('When the newest finished reading began'),
    scan_finished_at: table =>
      table
        .dateTime('scan_finished_at')
        .nullable()
        .comment('When the newest reading finished'),
    scan_outcome: table =>
      table
        .string('scan_outcome')
        .nullable()
        .comment('changed, unchanged or failed: how the newest reading ended'),
    emptied_at: table =>
      table
        .dateTime('emptied_at')
        .nullable()
        .comment(
          'When a reading first found none of the Dockerfiles that were there; a second one has to confirm it',
        ),
  },
  hosts: {
    blocked_at: table =>
      table
        .dateTime('blocked_at')
        .nullable()
        .comment(
          'When the newest pause began; null while it is only suspected',
        ),
    suspects: table =>
      table
        .text('suspects')
        .notNullable()
        .defaultTo('[]')
        .comment(
          'JSON array of repository ids that met an error of the host since its last success',
        ),
  },
  contents: {
    stored_as: table =>
      table
        .string('stored_as')
        .notNullable()
        .defaultTo('full')
        .comment('full, masked or findings (then text is empty)'),
    masked: table =>
      table
        .text('masked')
        .nullable()
        .comment('JSON array of [offset, length] of masked values in text'),
  },
};

const INDEXES = {
  services_owner_name_idx: 'services (owner, sort_name, entity_ref)',
  services_state_idx: 'services (state, sort_name, entity_ref)',
  services_lifecycle_idx: 'services (lifecycle, sort_name, entity_ref)',
  services_level_name_idx: 'services (level, sort_name, entity_ref)',
  services_failed_at_idx: 'services (failed_at) WHERE failed_at IS NOT NULL',
  repositories_due_at_idx: 'repositories (due_at)',
  repositories_evaluated_under_idx: 'repositories (evaluated_under)',
  repositories_leased_idx: 'repositories (host) WHERE lease IS NOT NULL',
};

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const [name, columns] of Object.entries(COLUMNS)) {
    await knex.schema.alterTable(name, table => {
      for (const add of Object.values(columns)) {
        add(table);
      }
    });
  }
  // What was blocked before keeps its pause.
  await knex('hosts').update({ blocked_at: knex.ref('blocked_until') });

  for (const [name, definition] of Object.entries(INDEXES)) {
    await knex.raw(`CREATE INDEX ${name} ON ${definition}`);
  }

  await knex.schema.createTable('evaluation_settings', table => {
    table.comment(
      'The engine and policy that all replicas judge by, so that a rolling deploy does not leave a mixed fleet',
    );
    table.string('id').primary().comment('Always current');
    table
      .text('value')
      .notNullable()
      .comment('Engine version, policy hash and how texts are stored');
    table
      .dateTime('seen_at')
      .notNullable()
      .comment('When a replica that judges by it was last seen');
    table.dateTime('changed_at').notNullable();
  });

  await knex.schema.createTable('sync_attempts', table => {
    table.comment('How reading the catalog went; replaces syncs');
    table.string('id').primary().comment('Always catalog');
    table.dateTime('succeeded_at').nullable();
    table.dateTime('failed_at').nullable();
    table
      .text('error')
      .nullable()
      .comment('Why the newest attempt failed; null after a success');
    table
      .integer('skipped')
      .notNullable()
      .defaultTo(0)
      .comment('Entities that could not be stored at the last success');
    table
      .dateTime('emptied_at')
      .nullable()
      .comment(
        'When the catalog first returned no services although some were known',
      );
  });
  const sync = await knex('syncs').where({ id: 'catalog' }).first();
  if (sync) {
    await knex('sync_attempts').insert({
      id: 'catalog',
      succeeded_at: sync.finished_at,
    });
  }
  await knex.schema.dropTable('syncs');

  await knex.schema.createTable('scan_requests', table => {
    table.comment('Rescans that people asked for, to limit them per user');
    table.bigIncrements('id').primary();
    table
      .string('requester')
      .notNullable()
      .comment('Hash of the principal of the caller');
    table.dateTime('at').notNullable();
    table.index(['requester', 'at'], 'scan_requests_requester_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('scan_requests');

  await knex.schema.createTable('syncs', table => {
    table.comment('When the services were last read from the catalog');
    table.string('id').primary().comment('Always catalog');
    table.dateTime('finished_at').notNullable();
  });
  const sync = await knex('sync_attempts').whereNotNull('succeeded_at').first();
  if (sync) {
    await knex('syncs').insert({
      id: 'catalog',
      finished_at: sync.succeeded_at,
    });
  }
  await knex.schema.dropTable('sync_attempts');
  await knex.schema.dropTable('evaluation_settings');

  for (const name of Object.keys(INDEXES)) {
    await knex.raw(`DROP INDEX ${name}`);
  }
  // A text that was not stored cannot be shown; it is read again.
  await knex('repositories').update({ etag: null });
  for (const [name, columns] of Object.entries(COLUMNS)) {
    await knex.schema.alterTable(name, table => {
      table.dropColumns(...Object.keys(columns));
    });
  }
};

// @ts-check

/**
 * Columns that pages show and nothing filters or sorts by. They made the rows of `services` so wide that counting took a walk
 * through 100 MB, and every reading that changed nothing wrote such a row again.
 *
 * @type {Record<string, { add: (table: import('knex').Knex.TableBuilder) => import('knex').Knex.ColumnBuilder, empty: string | number | null }>}
 */
const DETAILS = {
  title: { add: table => table.text('title').nullable(), empty: null },
  tags: {
    add: table =>
      table.text('tags').notNullable().comment('JSON array; see service_tags'),
    empty: '[]',
  },
  reason: {
    add: table =>
      table
        .text('reason')
        .nullable()
        .comment('Why it failed or is excluded, or why the result is stale'),
    empty: null,
  },
  dockerfile_count: {
    add: table => table.integer('dockerfile_count').notNullable(),
    empty: 0,
  },
  first_finding: {
    add: table => table.text('first_finding').nullable().comment('JSON'),
    empty: null,
  },
  failing_rules: {
    add: table =>
      table.text('failing_rules').notNullable().comment('JSON array of ids'),
    empty: '[]',
  },
  base_images: {
    add: table => table.text('base_images').notNullable().comment('JSON array'),
    empty: '[]',
  },
  next_level: {
    add: table => table.text('next_level').nullable().comment('JSON'),
    empty: null,
  },
  revision: { add: table => table.text('revision').nullable(), empty: null },
  scanned_at: {
    add: table => table.dateTime('scanned_at').nullable(),
    empty: null,
  },
  failing_since: {
    add: table =>
      table
        .dateTime('failing_since')
        .nullable()
        .comment('The oldest since of the failing rules'),
    empty: null,
  },
};
const NAMES = Object.keys(DETAILS);

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('service_details', table => {
    table.comment('What pages show of services, beside what lists go by');
    table
      .string('entity_ref')
      .primary()
      .references('entity_ref')
      .inTable('services')
      .onDelete('CASCADE');
    Object.values(DETAILS).forEach(({ add }) => add(table));
  });
  await knex('service_details').insert(
    knex('services').select('entity_ref', ...NAMES),
  );
  for (const name of NAMES) {
    // Not through knex: on SQLite it makes the table anew, and dropping the old one would take everything along that refers to it.
    await knex.raw(`ALTER TABLE services DROP COLUMN ${name}`);
  }
  if (knex.client.config.client === 'pg') {
    // Writes the rows anew, without the columns that are gone.
    await knex.raw('CLUSTER services USING services_pkey');
  }

  // Owners and levels are counted, and impacts are listed, from the index alone.
  await knex.raw(
    'CREATE INDEX services_counted_idx ON services (state, unscored, level, score, owner, system, lifecycle, type)',
  );
  await knex.raw(
    'CREATE INDEX services_levels_idx ON services (entity_ref, state, unscored, level, score)',
  );
  await knex.raw(
    `CREATE INDEX history_moves_idx ON history (at, entity_ref, id, previous_level, previous_score, level, score)
     WHERE previous_level IS NOT NULL`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX history_moves_idx');
  await knex.raw('DROP INDEX services_levels_idx');
  await knex.raw('DROP INDEX services_counted_idx');
  await knex.schema.alterTable('services', table => {
    for (const { add, empty } of Object.values(DETAILS)) {
      const column = add(table);
      if (empty !== null) column.defaultTo(empty);
    }
  });
  await knex.raw(
    `UPDATE services SET ${NAMES.map(
      name =>
        `${name} = (SELECT ${name} FROM service_details WHERE service_details.entity_ref = services.entity_ref)`,
    ).join(', ')}`,
  );
  await knex.schema.dropTable('service_details');
};

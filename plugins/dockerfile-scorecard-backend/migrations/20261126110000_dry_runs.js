// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('policy_dry_runs', table => {
    table.comment(
      'What another policy would make of the fleet; kept for a day',
    );
    table.string('id').primary();
    table
      .string('requester')
      .notNullable()
      .comment('Hash of the principal that asked; nobody else sees it');
    table.dateTime('requested_at').notNullable();
    table
      .dateTime('seen_at')
      .notNullable()
      .comment('When its replica was last at work on it');
    table.string('status').notNullable().comment('running, done or failed');
    table.integer('evaluated').notNullable().defaultTo(0);
    table
      .integer('total')
      .notNullable()
      .defaultTo(0)
      .comment('Different Dockerfiles, each evaluated once');
    table.text('result').nullable().comment('JSON');
    table.index(['requested_at'], 'policy_dry_runs_requested_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('policy_dry_runs');
};

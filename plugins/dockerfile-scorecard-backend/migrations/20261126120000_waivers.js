// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('waivers', table => {
    table.comment('Waivers that people asked for in the portal');
    table.string('id').primary();
    table
      .string('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('services')
      .onDelete('CASCADE');
    table.string('rule').notNullable();
    table.text('reason').notNullable();
    table
      .string('until')
      .notNullable()
      .comment('ISO date of the last day on which it holds');
    table
      .string('state')
      .notNullable()
      .comment('requested, approved, rejected or revoked');
    table.string('requested_by').notNullable().comment('Entity ref');
    table.dateTime('requested_at').notNullable();
    table.string('decided_by').nullable().comment('Entity ref');
    table.dateTime('decided_at').nullable();
    table.text('comment').nullable().comment('Of the one who decided');
    table.index(['entity_ref', 'state'], 'waivers_entity_ref_idx');
    table.index(['requested_at', 'id'], 'waivers_requested_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('waivers');
};

// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('campaigns', table => {
    table.comment('Goals with a date that people set for services');
    table.string('id').primary();
    table.text('title').notNullable();
    table.text('description').nullable();
    table
      .string('goal')
      .notNullable()
      .comment('level: reach one; rule: pass one');
    table.string('goal_value').notNullable().comment('Level or id of the rule');
    table
      .text('filters')
      .notNullable()
      .comment('JSON: which services it is about');
    table.string('due').notNullable().comment('ISO date of the last day');
    table.string('created_by').notNullable().comment('Entity ref');
    table.dateTime('created_at').notNullable();
    table.dateTime('closed_at').nullable();
    table.index(['due', 'id'], 'campaigns_due_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('campaigns');
};

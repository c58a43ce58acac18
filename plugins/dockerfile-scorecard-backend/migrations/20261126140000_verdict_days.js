// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('repositories', table => {
    table
      .string('reevaluate_on')
      .nullable()
      .comment(
        'ISO date on which a date that its Dockerfiles or waivers name begins or ends; null when they name none',
      );
    table.index(['reevaluate_on'], 'repositories_reevaluate_on_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('repositories', table => {
    table.dropIndex(['reevaluate_on'], 'repositories_reevaluate_on_idx');
  });
  await knex.schema.alterTable('repositories', table => {
    table.dropColumn('reevaluate_on');
  });
};

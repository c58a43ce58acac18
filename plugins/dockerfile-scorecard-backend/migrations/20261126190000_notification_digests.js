// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('notification_digests', table => {
    table.comment(
      'When owners were last told what happened; written before anything is sent, so that nobody is told twice',
    );
    table.string('id').primary().comment('Always daily');
    table.string('day').notNullable().comment('ISO date');
    table.dateTime('sent_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notification_digests');
};

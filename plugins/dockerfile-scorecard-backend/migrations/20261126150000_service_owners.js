// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('service_owners', table => {
    table.comment(
      'All owners of services, so that permissions that go by ownership are decided here',
    );
    table
      .string('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('services')
      .onDelete('CASCADE');
    table.string('owner').notNullable().comment('Entity ref, lower case');
    table.primary(['entity_ref', 'owner'], 'service_owners_pk');
    table.index(['owner', 'entity_ref'], 'service_owners_owner_idx');
  });
  // Further owners come with the next reading of the catalog.
  await knex('service_owners').insert(
    knex('services')
      .whereNot('owner', '')
      .select('entity_ref', knex.raw('LOWER(owner)')),
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('service_owners');
};

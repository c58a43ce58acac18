// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('history', table => {
    table
      .integer('previous_level')
      .nullable()
      .comment('Level before; null when there was no row before');
    table.integer('previous_score').nullable().comment('Score before');
    table.index(['at'], 'history_at_idx');
  });
  for (const column of ['level', 'score']) {
    await knex.raw(
      `UPDATE history SET previous_${column} = (
         SELECT earlier.${column} FROM history AS earlier
         WHERE earlier.entity_ref = history.entity_ref AND earlier.id < history.id
         ORDER BY earlier.id DESC LIMIT 1
       )`,
    );
  }

  await knex.schema.createTable('service_images', table => {
    table.comment(
      'Images that services build on or copy from, as of the last good scan',
    );
    table
      .string('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('services')
      .onDelete('CASCADE');
    table.string('use').notNullable().comment('final, build or copy');
    table
      .string('image', 512)
      .notNullable()
      .comment(
        'Name and tag in full, e.g. docker.io/library/python:3.13; empty when it cannot be resolved',
      );
    table.string('name', 512).nullable();
    table.string('tag').nullable();
    table.string('family').nullable();
    table.string('end_of_life').nullable().comment('ISO date');
    table
      .text('unknown')
      .nullable()
      .comment('Why the image or what it holds is not known');
    table.primary(['entity_ref', 'use', 'image'], 'service_images_pk');
    table.index(['image', 'use'], 'service_images_image_idx');
    table.index(['end_of_life'], 'service_images_end_of_life_idx');
  });

  await knex.schema.createTable('service_checks', table => {
    table.comment(
      'What each rule says of a service, the worst of its Dockerfiles; rules that do not apply are left out',
    );
    table
      .string('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('services')
      .onDelete('CASCADE');
    table.string('rule').notNullable();
    table
      .string('state')
      .notNullable()
      .comment('fail, unknown, waived or pass');
    table.primary(['entity_ref', 'rule'], 'service_checks_pk');
    table.index(['rule', 'state', 'entity_ref'], 'service_checks_rule_idx');
  });

  // Both tables are filled when everything is evaluated again from the store.
  await knex('repositories')
    .whereNotNull('evaluated_under')
    .update({ evaluated_under: 'before-fleet' });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('service_checks');
  await knex.schema.dropTable('service_images');
  await knex.schema.alterTable('history', table => {
    table.dropIndex(['at'], 'history_at_idx');
  });
  await knex.schema.alterTable('history', table => {
    table.dropColumns('previous_level', 'previous_score');
  });
};

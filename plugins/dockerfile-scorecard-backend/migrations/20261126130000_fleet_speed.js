// @ts-check

/** Whether the search index could be made: PostgreSQL needs an extension for it, which not every operator allows. */
const TRIGRAM_INDEX = 'services_search_text_idx';

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('base_images', table => {
    table.comment(
      'Every image in use, once: filters look here, and then for the services',
    );
    table
      .string('image', 512)
      .primary()
      .comment('As in service_images; empty when it cannot be resolved');
    table.string('name', 512).nullable();
    table.string('tag').nullable();
    table.string('family').nullable();
    table.string('end_of_life').nullable().comment('ISO date');
    table
      .text('unknown')
      .nullable()
      .comment('Why the image or what it holds is not known');
  });
  await knex('base_images').insert(
    knex('service_images')
      .groupBy('image')
      .select(
        'image',
        ...['name', 'tag', 'family', 'end_of_life', 'unknown'].map(column =>
          knex.raw('MAX(??)', [column]),
        ),
      ),
  );

  await knex.schema.alterTable('service_images', table => {
    table
      .integer('is_first')
      .notNullable()
      .defaultTo(0)
      .comment(
        '1 for one of the uses of an image by a service, so that services are counted without looking for doubles',
      );
  });
  await knex.raw(
    `UPDATE service_images SET is_first = 1 WHERE NOT EXISTS (
       SELECT 1 FROM service_images AS other
       WHERE other.entity_ref = service_images.entity_ref
         AND other.image = service_images.image AND other.use < service_images.use
     )`,
  );

  if (knex.client.config.client === 'pg') {
    try {
      // In a transaction of its own: an error would end that of the migration.
      await knex.transaction(async tx => {
        await tx.raw('CREATE EXTENSION IF NOT EXISTS pg_trgm');
        await tx.raw(
          `CREATE INDEX ${TRIGRAM_INDEX} ON services USING gin (search_text gin_trgm_ops)`,
        );
      });
    } catch {
      // Search works without it, from one end of the table to the other.
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw(`DROP INDEX IF EXISTS ${TRIGRAM_INDEX}`);
  await knex.schema.alterTable('service_images', table => {
    table.dropColumn('is_first');
  });
  await knex.schema.dropTable('base_images');
};

// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('repositories', table => {
    table.comment(
      'Places that are read. One reading serves all services that live in it',
    );
    table.string('id').primary().comment('Hash of the URL');
    table
      .text('url')
      .notNullable()
      .comment('Root of the repository, as its reader understands it');
    table
      .string('host')
      .notNullable()
      .comment('Shared by repositories that suffer together; see table hosts');
    table
      .integer('priority')
      .notNullable()
      .comment('0: somebody asked for a scan, 1: it is its turn');
    table
      .dateTime('due_at')
      .notNullable()
      .comment(
        'When it may be claimed. While it is worked on this is the end of the lease, so that a crash only delays it',
      );
    table
      .dateTime('read_at')
      .notNullable()
      .comment(
        'When it is to be read again. Claimed before that, it is only judged again from what is stored',
      );
    table
      .string('lease')
      .nullable()
      .comment('Random mark of the worker that has it; null when nobody does');
    table
      .string('ticket')
      .notNullable()
      .comment(
        'Changes with every request, so that one made during a scan is not lost',
      );
    table
      .dateTime('requested_at')
      .nullable()
      .comment('When somebody last asked for a scan');
    table
      .text('etag')
      .nullable()
      .comment('For conditional reading; null forces a full one');
    table.text('revision').nullable().comment('What was read last');
    table
      .string('evaluated_under')
      .nullable()
      .comment('Day, policy and engine version of the newest verdicts');
    table
      .string('selected_under')
      .nullable()
      .comment('Hash of the settings that say which files are read');
    table
      .integer('failures')
      .notNullable()
      .defaultTo(0)
      .comment('Failed readings in a row');
    table.text('last_error').nullable().comment('Why the last reading failed');
    table
      .dateTime('last_error_at')
      .nullable()
      .comment('When the last reading failed');
    table.index(['priority', 'due_at', 'id'], 'repositories_queue_idx');
  });

  await knex.schema.createTable('hosts', table => {
    table.comment('Hosts that are left alone for a while');
    table.string('host').primary();
    table.dateTime('blocked_until').notNullable();
    table.integer('failures').notNullable().comment('Failures in a row');
    table.text('reason').notNullable();
  });

  await knex.schema.createTable('services', table => {
    table.comment('Catalog entities and their current results');
    table.string('entity_ref').primary();
    table.string('kind').notNullable();
    table.string('namespace').notNullable();
    table.string('name').notNullable();
    table.text('title').nullable();
    table
      .string('sort_name')
      .notNullable()
      .comment('Lower case title or name; what the list is ordered by');
    table
      .text('search_text')
      .notNullable()
      .comment('Lower case; what the free text search looks at');
    table
      .string('owner')
      .notNullable()
      .comment('Entity ref, empty without an owner');
    table.string('system').nullable().comment('Entity ref');
    table.string('lifecycle').nullable();
    table.string('type').nullable();
    table.text('tags').notNullable().comment('JSON array; see service_tags');
    table
      .string('catalog_hash')
      .notNullable()
      .comment('Of everything above and below that comes from the catalog');
    table
      .string('repository_id')
      .nullable()
      .comment(
        'No foreign key: an excluded service remembers its repository, though nothing is read there',
      );
    table
      .text('folder')
      .notNullable()
      .comment('Of the entity within the repository, empty for the root');
    table
      .text('paths')
      .nullable()
      .comment('Annotation that says which Dockerfiles count');
    table
      .string('state')
      .notNullable()
      .comment('scored, no-dockerfile, pending, failed or excluded');
    table
      .text('reason')
      .nullable()
      .comment('Why it failed or is excluded, or why the result is stale');
    table.boolean('stale').notNullable().defaultTo(false);
    table
      .dateTime('failed_at')
      .nullable()
      .comment('When the newest scan failed');
    table
      .integer('unscored')
      .notNullable()
      .comment('1 without a result, so that these come last in every order');
    table
      .integer('level')
      .notNullable()
      .comment('0 none, 1 bronze, 2 silver, 3 gold; -1 without a result');
    table.integer('score').notNullable().comment('0-100; -1 without a score');
    table.integer('dockerfile_count').notNullable().defaultTo(0);
    table.text('first_finding').nullable().comment('JSON');
    table.text('failing_rules').notNullable().comment('JSON array of ids');
    table.text('base_images').notNullable().comment('JSON array');
    table.text('next_level').nullable().comment('JSON');
    table.text('revision').nullable();
    table.dateTime('scanned_at').nullable();
    table
      .dateTime('changed_at')
      .notNullable()
      .comment('When the result last changed; the epoch without a result');
    table
      .dateTime('failing_since')
      .nullable()
      .comment('The oldest since of the failing rules');
    table.index(['repository_id'], 'services_repository_id_idx');
    table.index(['sort_name', 'entity_ref'], 'services_sort_name_idx');
    table.index(['unscored', 'level', 'entity_ref'], 'services_level_idx');
    table.index(['unscored', 'score', 'entity_ref'], 'services_score_idx');
    table.index(['owner', 'entity_ref'], 'services_owner_idx');
    table.index(['changed_at', 'entity_ref'], 'services_changed_at_idx');
    table.index(['system'], 'services_system_idx');
  });

  // Best first: services without a result come last in this direction too, which no plain index serves.
  for (const column of ['level', 'score']) {
    await knex.raw(
      `CREATE INDEX services_${column}_desc_idx ON services (unscored, ${column} DESC, entity_ref DESC)`,
    );
  }

  await knex.schema.createTable('service_tags', table => {
    table.comment('Tags of services, for filtering');
    table
      .string('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('services')
      .onDelete('CASCADE');
    table.string('tag').notNullable();
    table.primary(['entity_ref', 'tag'], 'service_tags_pk');
    table.index(['tag', 'entity_ref'], 'service_tags_tag_idx');
  });

  await knex.schema.createTable('group_members', table => {
    table.comment(
      'Which groups stand below which, at any depth, itself included',
    );
    table.string('ancestor').notNullable().comment('Entity ref');
    table.string('descendant').notNullable().comment('Entity ref');
    table.primary(['ancestor', 'descendant'], 'group_members_pk');
  });

  await knex.schema.createTable('contents', table => {
    table.comment('Texts of Dockerfiles, each stored once');
    table.string('hash').primary();
    table.text('text').notNullable();
    table
      .dateTime('used_at')
      .notNullable()
      .comment('Last time a scan came across it; keeps it from the clean-up');
  });

  await knex.schema.createTable('contexts', table => {
    table.comment('What was known of build contexts, each stored once');
    table.string('hash').primary();
    table.text('context').notNullable().comment('JSON');
    table
      .dateTime('used_at')
      .notNullable()
      .comment('Last time a scan came across it; keeps it from the clean-up');
  });

  await knex.schema.createTable('evaluations', table => {
    table.comment('Verdicts of the engine, each made once for the whole fleet');
    table
      .string('hash')
      .primary()
      .comment('Of path, content, context, policy and engine version');
    table.text('evaluation').notNullable().comment('JSON');
    table
      .string('evaluated_on')
      .notNullable()
      .comment('UTC date; a verdict of another day is made again');
    table
      .dateTime('used_at')
      .notNullable()
      .comment('Last time a scan came across it; keeps it from the clean-up');
  });

  await knex.schema.createTable('dockerfiles', table => {
    table.comment('Dockerfiles of services, as of the last good scan');
    table
      .string('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('services')
      .onDelete('CASCADE');
    table
      .string('path', 1024)
      .notNullable()
      .comment('Relative to the root of the repository');
    table
      .string('evaluated_path', 1024)
      .notNullable()
      .comment(
        'Relative to the folder of the entity; what the engine was told',
      );
    table.string('content_hash').notNullable();
    table.string('context_hash').notNullable();
    table.string('evaluation_hash').notNullable();
    table.primary(['entity_ref', 'path'], 'dockerfiles_pk');
    table.index(['content_hash'], 'dockerfiles_content_hash_idx');
    table.index(['context_hash'], 'dockerfiles_context_hash_idx');
    table.index(['evaluation_hash'], 'dockerfiles_evaluation_hash_idx');
  });

  await knex.schema.createTable('failing_rules', table => {
    table.comment('Rules that fail now, and since when without a break');
    table
      .string('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('services')
      .onDelete('CASCADE');
    table.string('path', 1024).notNullable().comment('Of the Dockerfile');
    table.string('rule').notNullable();
    table.dateTime('since').notNullable();
    table.primary(['entity_ref', 'path', 'rule'], 'failing_rules_pk');
    table.index(['rule', 'entity_ref'], 'failing_rules_rule_idx');
  });

  await knex.schema.createTable('history', table => {
    table.comment('What changed when; a row only when something did');
    table.bigIncrements('id').primary();
    table
      .string('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('services')
      .onDelete('CASCADE');
    table.dateTime('at').notNullable();
    table.text('revision').nullable();
    table.string('state').notNullable();
    table.integer('level').notNullable().comment('As in services');
    table.integer('score').notNullable().comment('As in services');
    table
      .text('turned')
      .notNullable()
      .comment('JSON: rules that began to fail and rules that ceased to');
    table.index(['entity_ref', 'at'], 'history_entity_ref_at_idx');
  });

  await knex.schema.createTable('syncs', table => {
    table.comment('When the services were last read from the catalog');
    table.string('id').primary().comment('Always catalog');
    table.dateTime('finished_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'syncs',
    'history',
    'failing_rules',
    'dockerfiles',
    'evaluations',
    'contexts',
    'contents',
    'group_members',
    'service_tags',
    'services',
    'hosts',
    'repositories',
  ]) {
    await knex.schema.dropTable(table);
  }
};

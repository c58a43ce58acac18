// @ts-check

/**
 * Counts of the fleet, kept by triggers in the transaction that changes what is counted, so that no writer can forget them.
 *
 * On PostgreSQL many transactions change the same counts side by side. So they only add rows to `fleet_count_changes`, which the
 * backend adds up every few seconds; readers add both tables. SQLite has one writer, whose triggers change the counts themselves.
 */

/**
 * Makes rows with dimension, key, level, score and sign out of a source: rows of a table, each with a sign, 1 when it came and -1
 * when it went.
 *
 * @typedef {(source: string) => string} Counted
 */

/** Services have a level of -1 without a result; excluded ones are told apart by -2. */
const levelOf = (/** @type {string} */ row) =>
  `CASE WHEN ${row}.state = 'excluded' THEN -2 ELSE ${row}.level END`;

/** @type {Counted} */
const services = source =>
  ['owner', 'system', 'lifecycle', 'type', 'state']
    .map(
      column =>
        `SELECT '${column}' AS dimension, COALESCE(changed.${column}, '') AS key,
           ${levelOf('changed')} AS level, score, sign
         FROM ${source} AS changed`,
    )
    .join(' UNION ALL ');

/**
 * Failing rules are counted by the level of the service; of the other states the number is enough.
 *
 * @type {Counted}
 */
const checks = source =>
  `SELECT 'rule-' || changed.state AS dimension, changed.rule AS key,
     CASE WHEN changed.state = 'fail' THEN ${levelOf(
       'services',
     )} ELSE 0 END AS level,
     CASE WHEN changed.state = 'fail' THEN services.score ELSE -1 END AS score, sign
   FROM ${source} AS changed JOIN services ON services.entity_ref = changed.entity_ref`;

/**
 * A service that comes to another level or score takes its failing rules along.
 *
 * @type {Counted}
 */
const movedRules = source =>
  `SELECT 'rule-fail' AS dimension, service_checks.rule AS key, ${levelOf(
    'changed',
  )} AS level, changed.score, sign
   FROM ${source} AS changed
   JOIN service_checks ON service_checks.entity_ref = changed.entity_ref AND service_checks.state = 'fail'`;

/** @type {Counted} */
const images = source =>
  `SELECT 'image' AS dimension, image AS key, 0 AS level, -1 AS score, sign
   FROM ${source} AS changed WHERE is_first = 1
   UNION ALL
   SELECT 'image-' || changed.use AS dimension, image AS key, 0 AS level, -1 AS score, sign
   FROM ${source} AS changed`;

/**
 * By UTC day and level: services that came to it less those that left it.
 *
 * @param {string} day
 * @returns {Counted}
 */
const days = day => source =>
  `SELECT 'day' AS dimension, ${day} AS key, level, -1 AS score, sign
   FROM ${source} AS changed
   WHERE level >= 0 AND (previous_level IS NULL OR previous_level <> level)
   UNION ALL
   SELECT 'day' AS dimension, ${day} AS key, previous_level AS level, -1 AS score, -sign AS sign
   FROM ${source} AS changed
   WHERE previous_level >= 0 AND previous_level <> level`;

/**
 * Tables whose rows are counted, the columns that this looks at, and the counts.
 *
 * @param {boolean} isPostgres
 * @returns {{ table: string, columns: string[], counted: Counted, countedOnUpdate?: Counted }[]}
 */
const sources = isPostgres => [
  {
    table: 'services',
    columns: [
      'entity_ref',
      'owner',
      'system',
      'lifecycle',
      'type',
      'state',
      'level',
      'score',
    ],
    counted: services,
    countedOnUpdate: source =>
      `${services(source)} UNION ALL ${movedRules(source)}`,
  },
  {
    table: 'service_checks',
    columns: ['entity_ref', 'rule', 'state'],
    counted: checks,
  },
  {
    table: 'service_images',
    columns: ['entity_ref', 'use', 'image', 'is_first'],
    counted: images,
  },
  {
    table: 'history',
    columns: ['at', 'level', 'previous_level'],
    counted: days(
      isPostgres
        ? "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
        : "date(at / 1000, 'unixepoch')",
    ),
  },
];

/** Deleted before their service, while its level can still be told. */
const DELETE_CHILDREN = ['service_checks', 'service_images', 'history']
  .map(table => `DELETE FROM ${table} WHERE entity_ref = OLD.entity_ref;`)
  .join(' ');

const SUMS = [
  'SUM(sign)',
  'SUM(CASE WHEN score >= 0 THEN score * sign ELSE 0 END)',
  'SUM(CASE WHEN score >= 0 THEN sign ELSE 0 END)',
];

/**
 * @param {string} target
 * @param {string} counted
 */
const addTo = (target, counted) =>
  `INSERT INTO ${target} (dimension, key, level, services, scores, scored)
   SELECT dimension, key, level, ${SUMS.join(', ')} FROM (${counted}) AS counted
   GROUP BY dimension, key, level HAVING ${SUMS.map(sum => `${sum} <> 0`).join(
     ' OR ',
   )}`;

/**
 * @param {number} sign
 * @param {string[]} columns
 * @param {string} from where they come from, with what is before a column
 */
const signed = (sign, columns, from) =>
  `SELECT ${sign} AS sign, ${columns
    .map(column => from.replaceAll('*', `"${column}"`))
    .join(', ')}`;

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  await knex.schema.createTable('fleet_counts', table => {
    table.comment(
      'How many services there are by owner, system, level, rule, image and so on; kept by triggers',
    );
    addColumns(table);
    table.primary(['dimension', 'key', 'level'], 'fleet_counts_pk');
  });
  for (const { table, columns, counted } of sources(isPostgres)) {
    const source = `(${signed(1, columns, '*')} FROM ${table})`;
    await knex.raw(addTo('fleet_counts', counted(source)));
  }
  await (isPostgres ? addPostgresTriggers(knex) : addSqliteTriggers(knex));
};

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function addColumns(table) {
  table
    .string('dimension')
    .notNullable()
    .comment(
      'owner, system, lifecycle, type, state, rule-<state>, image, image-<use> or day',
    );
  table
    .string('key', 512)
    .notNullable()
    .comment('Value of the dimension; empty without one');
  table
    .integer('level')
    .notNullable()
    .comment(
      'As in services, -2 for excluded ones; 0 where it does not matter',
    );
  table
    .bigInteger('services')
    .notNullable()
    .comment('For a day: services that came to the level less those that left');
  table.bigInteger('scores').notNullable().comment('Sum of the scores');
  table.bigInteger('scored').notNullable().comment('How many have a score');
}

/**
 * Once for a statement, whatever the number of its rows.
 *
 * @param {import('knex').Knex} knex
 */
async function addPostgresTriggers(knex) {
  await knex.schema.createTable('fleet_count_changes', table => {
    table.comment('Changes of fleet_counts that have yet to be added to it');
    addColumns(table);
  });
  for (const { table, columns, counted, countedOnUpdate = counted } of sources(
    true,
  )) {
    const came = `${signed(1, columns, '*')} FROM new_rows`;
    const went = `${signed(-1, columns, '*')} FROM old_rows`;
    const add = (/** @type {string} */ rows) =>
      `${addTo('fleet_count_changes', rows)};`;
    // The tables are found whatever the search path of a session is.
    await knex.raw(
      `CREATE FUNCTION count_${table}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
       BEGIN
         IF TG_OP = 'INSERT' THEN ${add(counted(`(${came})`))}
         ELSIF TG_OP = 'DELETE' THEN ${add(counted(`(${went})`))}
         ELSE ${add(countedOnUpdate(`(${came} UNION ALL ${went})`))}
         END IF;
         RETURN NULL;
       END $$`,
    );
    for (const [operation, rows] of Object.entries({
      INSERT: 'NEW TABLE AS new_rows',
      DELETE: 'OLD TABLE AS old_rows',
      UPDATE: 'NEW TABLE AS new_rows OLD TABLE AS old_rows',
    })) {
      await knex.raw(
        `CREATE TRIGGER count_${table}_${operation.toLowerCase()} AFTER ${operation} ON ${table}
         REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION count_${table}()`,
      );
    }
  }
  await knex.raw(
    `CREATE FUNCTION delete_counted_first() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
     BEGIN ${DELETE_CHILDREN} RETURN OLD; END $$`,
  );
  await knex.raw(
    `CREATE TRIGGER delete_counted_first BEFORE DELETE ON services
     FOR EACH ROW EXECUTE FUNCTION delete_counted_first()`,
  );
}

/**
 * @param {import('knex').Knex} knex
 */
async function addSqliteTriggers(knex) {
  for (const { table, columns, counted, countedOnUpdate = counted } of sources(
    false,
  )) {
    const came = signed(1, columns, 'NEW.* AS *');
    const went = signed(-1, columns, 'OLD.* AS *');
    const changed = columns
      .map(column => `OLD."${column}" IS NOT NEW."${column}"`)
      .join(' OR ');
    for (const [event, when, rows] of [
      ['INSERT', '', counted(`(${came})`)],
      ['DELETE', '', counted(`(${went})`)],
      [
        'UPDATE',
        `WHEN ${changed}`,
        countedOnUpdate(`(${came} UNION ALL ${went})`),
      ],
    ]) {
      await knex.raw(
        `CREATE TRIGGER count_${table}_${event.toLowerCase()} AFTER ${event} ON ${table} FOR EACH ROW ${when} BEGIN
           ${addTo('fleet_counts', rows)}
           ON CONFLICT (dimension, key, level) DO UPDATE SET services = services + excluded.services,
             scores = scores + excluded.scores, scored = scored + excluded.scored;
         END`,
      );
    }
  }
  await knex.raw(
    `CREATE TRIGGER delete_counted_first BEFORE DELETE ON services FOR EACH ROW BEGIN ${DELETE_CHILDREN} END`,
  );
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  const on = (/** @type {string} */ table) => (isPostgres ? `ON ${table}` : '');
  await knex.raw(`DROP TRIGGER delete_counted_first ${on('services')}`);
  for (const { table } of sources(isPostgres)) {
    for (const event of ['insert', 'delete', 'update']) {
      await knex.raw(`DROP TRIGGER count_${table}_${event} ${on(table)}`);
    }
  }
  if (isPostgres) {
    await knex.raw('DROP FUNCTION delete_counted_first()');
    for (const { table } of sources(true)) {
      await knex.raw(`DROP FUNCTION count_${table}()`);
    }
    await knex.schema.dropTable('fleet_count_changes');
  }
  await knex.schema.dropTable('fleet_counts');
};

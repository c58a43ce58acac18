import knexFactory, { type Knex } from 'knex';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SERVICES, type ReplicaSettings } from './settings';

/**
 * What real processes on a real PostgreSQL do when something is killed. Needs a server on which databases may be created:
 *
 *   FAULTS_DATABASE=postgresql://postgres@127.0.0.1:5432/postgres deno run -A plugins/dockerfile-scorecard-backend/dev/faults/main.ts
 *
 * `FAULTS_RESTART` is the command that restarts the server at once; without it that fault fails.
 */
const server = process.env.FAULTS_DATABASE;
if (!server) {
  throw new Error('FAULTS_DATABASE has to be the address of a PostgreSQL');
}
const FIRST_PORT = Number(process.env.FAULTS_PORT ?? 17_117);
const PLUGIN_SCHEMA = 'dockerfile-scorecard';

const url = new URL(server);
const replicas = new Set<ChildProcess>();
let database = 0;

/** An empty database of its own for each fault. */
async function createDatabase(): Promise<{
  knex: Knex;
  settings: ReplicaSettings['database'];
}> {
  const name = `scorecard_faults_${process.pid}_${++database}`;
  const admin = knexFactory({ client: 'pg', connection: server });
  await admin.raw('CREATE DATABASE ??', [name]);
  await admin.destroy();
  const own = new URL(server!);
  own.pathname = `/${name}`;
  return {
    knex: knexFactory({
      client: 'pg',
      connection: own.toString(),
      searchPath: [PLUGIN_SCHEMA],
      pool: { min: 0, max: 2 },
    }),
    settings: {
      host: url.hostname,
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password) || undefined,
      database: name,
    },
  };
}

function start(settings: ReplicaSettings): ChildProcess {
  const replica = spawn(
    process.execPath,
    ['run', '-A', fileURLToPath(new URL('replica.ts', import.meta.url))],
    {
      env: {
        ...process.env,
        NODE_ENV: 'development',
        REPLICA: JSON.stringify(settings),
      },
      stdio: process.env.FAULTS_LOG ? 'inherit' : 'ignore',
    },
  );
  replicas.add(replica);
  return replica;
}

async function stopAll(): Promise<void> {
  for (const replica of replicas) replica.kill('SIGKILL');
  replicas.clear();
  await setTimeout(500);
}

/** Seconds until something is so. */
async function secondsUntil(
  what: string,
  most: number,
  isSo: () => Promise<boolean>,
): Promise<number> {
  const began = Date.now();
  const seconds = () => (Date.now() - began) / 1000;
  while (seconds() < most) {
    // The tables may not be there yet, or the database may be away.
    if (await isSo().catch(() => false)) return seconds();
    await setTimeout(200);
  }
  throw new Error(`${what} took longer than ${most} s`);
}

const count = async (query: Knex.QueryBuilder): Promise<number> =>
  Number((await query.count({ count: '*' }).first()).count);
const scored = (knex: Knex) =>
  count(knex('services').where({ state: 'scored' }));
const allScored = (knex: Knex) => async () => (await scored(knex)) === SERVICES;
const leased = (knex: Knex) =>
  count(knex('repositories').whereNotNull('lease'));

/** Every service is scored once, and nothing is left of the fault. */
async function checkStore(knex: Knex): Promise<void> {
  const dockerfiles = await count(knex('dockerfiles'));
  const history = await count(knex('history'));
  const contents = await count(knex('contents'));
  if (dockerfiles !== SERVICES || history !== SERVICES || contents !== 1) {
    throw new Error(
      `${dockerfiles} Dockerfiles, ${history} rows of history and ${contents} texts for ${SERVICES} services`,
    );
  }
}

const faults: Record<string, () => Promise<string>> = {
  async 'a replica is killed in the middle of scans'() {
    const { knex, settings } = await createDatabase();
    const common = { database: settings, readMs: 1500 } as const;
    const victim = start({
      ...common,
      port: FIRST_PORT,
      profile: 'recommended',
    });
    await secondsUntil('Starting', 120, async () => (await leased(knex)) === 2);
    start({ ...common, port: FIRST_PORT + 1, profile: 'recommended' });
    await secondsUntil('Starting', 120, async () => (await leased(knex)) === 4);
    victim.kill('SIGKILL');
    const held = await knex('repositories').whereNotNull('lease').pluck('id');
    const seconds = await secondsUntil(
      'Taking over',
      45,
      async () =>
        (await count(
          knex('services')
            .whereIn('repository_id', held)
            .where({ state: 'scored' }),
        )) === held.length,
    );
    await secondsUntil('Scanning', 120, allScored(knex));
    await checkStore(knex);
    await knex.destroy();
    return `its repositories were scored ${seconds.toFixed(1)} s later`;
  },

  async 'the database drops every connection, again and again'() {
    const { knex, settings } = await createDatabase();
    start({
      database: settings,
      readMs: 50,
      port: FIRST_PORT,
      profile: 'recommended',
    });
    await secondsUntil('Starting', 120, async () => (await scored(knex)) > 0);
    const admin = knexFactory({ client: 'pg', connection: server });
    for (let drops = 0; drops < 5; drops++) {
      await admin.raw(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ? AND query NOT LIKE ?',
        [settings.database, '%pg_stat_activity%'],
      );
      await setTimeout(300);
    }
    await admin.destroy();
    const seconds = await secondsUntil('Scanning', 120, allScored(knex));
    await secondsUntil(
      'Giving back',
      60,
      async () => (await leased(knex)) === 0,
    );
    await checkStore(knex);
    await knex.destroy();
    return `all were scored ${seconds.toFixed(1)} s later`;
  },

  async 'PostgreSQL is restarted while scans are being saved'() {
    const restart = process.env.FAULTS_RESTART;
    if (!restart) {
      throw new Error('FAULTS_RESTART has to be the command that does it');
    }
    const { knex, settings } = await createDatabase();
    start({
      database: settings,
      readMs: 50,
      port: FIRST_PORT,
      profile: 'recommended',
    });
    await secondsUntil('Starting', 120, async () => (await scored(knex)) > 0);
    // Whoever holds this table keeps transactions waiting that have released their repository and saved nothing yet.
    const holding = await knex.transaction();
    await holding.raw('LOCK TABLE service_images IN EXCLUSIVE MODE');
    const saving = () =>
      knex('pg_stat_activity').where({
        datname: settings.database,
        wait_event_type: 'Lock',
      });
    await secondsUntil('Saving', 60, async () => (await count(saving())) === 2);
    const before = await scored(knex);
    await promisify(execFile)('sh', ['-c', restart]);
    await holding.rollback().catch(() => undefined);
    if (before === SERVICES) throw new Error('Nothing was left to save');
    const seconds = await secondsUntil('Scanning', 120, allScored(knex));
    await secondsUntil(
      'Giving back',
      60,
      async () => (await leased(knex)) === 0,
    );
    await checkStore(knex);
    await knex.destroy();
    return `2 transactions were cut off with ${before} services scored; all were ${seconds.toFixed(
      1,
    )} s later`;
  },

  async 'two policies run side by side'() {
    const { knex, settings } = await createDatabase();
    const common = { database: settings, readMs: 200 } as const;
    start({ ...common, port: FIRST_PORT, profile: 'recommended' });
    await secondsUntil('Starting', 120, async () => (await scored(knex)) > 5);
    start({ ...common, port: FIRST_PORT + 1, profile: 'strict' });
    const policies = async (): Promise<string[]> =>
      knex('repositories').distinct('evaluated_under').pluck('evaluated_under');
    const [first] = (await policies()).filter(Boolean);
    const seconds = await secondsUntil('Evaluating', 120, async () => {
      const found = await policies();
      return found.length === 1 && found[0] !== null && found[0] !== first;
    });
    // The old one is still there, and has to leave things as they are.
    await setTimeout(10_000);
    if ((await policies()).length !== 1) {
      throw new Error('The fleet is mixed again');
    }
    await knex.destroy();
    return `one policy was left ${seconds.toFixed(
      1,
    )} s after the second replica had been started`;
  },
};

async function dropDatabases(): Promise<void> {
  const admin = knexFactory({ client: 'pg', connection: server });
  for (let each = 1; each <= database; each++) {
    const name = `scorecard_faults_${process.pid}_${each}`;
    await admin.raw('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [name]);
  }
  await admin.destroy();
}

let failed = 0;
for (const [name, run] of Object.entries(faults)) {
  try {
    console.log(`ok: ${name}: ${await run()}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${name}: ${error}`);
  } finally {
    await stopAll();
  }
}
await dropDatabases();
console.log(`${Object.keys(faults).length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

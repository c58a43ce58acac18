import knexFactory, { type Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endpoints } from './endpoints';
import { measure, postgresCpu } from './measure';
import { openStore } from './openStore';
import { Replicas } from './replicas';
import { reportHead, reportMeasured, reportTaken, title } from './report';
import { measureReplicas, measureRescore } from './scanRates';
import { seed } from './seed';
import type { BenchSettings } from './settings';

/**
 * Measures the backend over a generated fleet: 10,000 services on SQLite, and 100,000 on PostgreSQL where `BENCH_DATABASE` names a
 * server on which databases may be created.
 *
 *   deno task bench fleet --sqlite 10000 --postgres 100000 --rounds 40
 */
const { values } = parseArgs({
  options: {
    sqlite: { type: 'string', default: '10000' },
    postgres: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '40' },
    samples: { type: 'string', default: '2000' },
    only: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const PORT = Number(process.env.BENCH_PORT ?? 17_217);
const replicas = new Replicas();
let missed = 0;

async function measureReads(
  settings: BenchSettings,
  budget: {
    wall: number;
    cpu: number | undefined;
  },
): Promise<void> {
  const knex = await openStore(settings);
  title(`${settings.services} services on ${settings.database.client}`);
  if ((await knex('services').first()) === undefined) {
    await seed({
      knex,
      settings,
      samples: Math.min(Number(values.samples), settings.services / 5),
      report: reportTaken,
    });
  }
  // SQLite is the backend's alone from now on.
  const cpu =
    settings.database.client === 'pg'
      ? postgresCpu(knex)
      : async () => undefined;
  if (settings.database.client !== 'pg') await knex.destroy();
  const baseUrl = await replicas.start(settings);
  reportHead(budget);
  for (const endpoint of endpoints) {
    if (values.only && !endpoint.name.includes(values.only)) continue;
    const measured = await measure({ baseUrl, endpoint, rounds, cpu });
    missed += reportMeasured(measured, budget);
  }
  await replicas.stop();
  if (settings.database.client === 'pg') await knex.destroy();
}

async function onSqlite(services: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'scorecard-bench-'));
  const settings: BenchSettings = {
    services,
    database: { client: 'better-sqlite3', folder },
    port: PORT,
    profile: 'recommended',
    concurrency: 2,
    readMs: 0,
  };
  try {
    await measureReads(settings, { wall: 150, cpu: undefined });
    if (!values.only) {
      missed += await measureRescore({ settings, replicas });
    }
  } finally {
    await replicas.stop();
    await rm(folder, { recursive: true });
  }
}

async function onPostgres(server: string, services: number): Promise<void> {
  const kept = process.env.BENCH_KEEP;
  const name = kept ?? `scorecard_bench_${process.pid}`;
  const settings = await createDatabase(server, name, services);
  const rate = `${name}_rate`;
  try {
    await measureReads(settings, { wall: 50, cpu: 25 });
    if (!values.only) {
      const { database } = await createDatabase(server, rate, services);
      missed += await measureReplicas({
        settings: { ...settings, database, services: 800, readMs: 200 },
        replicas,
      });
    }
  } finally {
    await replicas.stop();
    const admin = knexFactory({ client: 'pg', connection: server });
    for (const each of kept ? [rate] : [name, rate]) {
      await admin.raw('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [each]);
    }
    await admin.destroy();
  }
}

async function createDatabase(
  server: string,
  name: string,
  services: number,
): Promise<BenchSettings> {
  const admin: Knex = knexFactory({ client: 'pg', connection: server });
  if (!(await admin('pg_database').where({ datname: name }).first())) {
    await admin.raw('CREATE DATABASE ??', [name]);
  }
  await admin.destroy();
  const url = new URL(server);
  return {
    services,
    database: {
      client: 'pg',
      connection: {
        host: url.hostname,
        port: Number(url.port || 5432),
        user: decodeURIComponent(url.username),
        password: decodeURIComponent(url.password) || undefined,
        database: name,
      },
    },
    port: PORT,
    profile: 'recommended',
    concurrency: 2,
    readMs: 0,
  };
}

if (Number(values.sqlite) > 0) await onSqlite(Number(values.sqlite));
const server = process.env.BENCH_DATABASE;
if (server && Number(values.postgres) > 0) {
  await onPostgres(server, Number(values.postgres));
} else {
  title('PostgreSQL is not measured: BENCH_DATABASE names no server');
}
title(missed === 0 ? 'Every budget is kept.' : `${missed} budgets are missed.`);
process.exit(missed === 0 ? 0 : 1);

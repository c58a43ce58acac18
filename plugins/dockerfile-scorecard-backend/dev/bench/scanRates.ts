import { setTimeout } from 'node:timers/promises';
import type { Knex } from 'knex';
import { openStore } from './openStore';
import type { Replicas } from './replicas';
import { reportLine, title } from './report';
import { benchSync } from './seed';
import type { BenchSettings } from './settings';

const RESCORE_SECONDS = 30;
const PROBE_MS = 150;
const PROBE_INTERVAL_MS = 250;
const REPLICA_RATIO = 1.9;
const RATE_SECONDS = 20;

/**
 * Starts the backend under another policy: everything is judged again from the store, while the list is asked for again and again.
 *
 * @returns how many budgets it misses
 */
export async function measureRescore(options: {
  settings: BenchSettings;
  replicas: Replicas;
}): Promise<number> {
  const { settings, replicas } = options;
  const began = performance.now();
  const baseUrl = await replicas.start({
    ...settings,
    profile: 'strict',
    concurrency: 2,
  });
  const started = performance.now();
  const probes: number[] = [];
  for (;;) {
    const before = performance.now();
    const list = await fetch(`${baseUrl}/scorecards?limit=50`);
    await list.arrayBuffer();
    probes.push(performance.now() - before);
    const scans = await (await fetch(`${baseUrl}/scans`)).json();
    if (scans.due + scans.running === 0 && performance.now() > started + 3000) {
      break;
    }
    await setTimeout(PROBE_INTERVAL_MS);
  }
  const seconds = (performance.now() - began) / 1000;
  // On a machine with other work, the wall clock says little.
  const cpu = (await replicas.cpu()) ?? seconds;
  await replicas.stop();
  probes.sort((a, b) => a - b);
  const p95 = probes[Math.floor(probes.length * 0.95)];
  title(`Another policy for ${settings.services} services`);
  const misses = [
    reportLine(
      `judged again in ${seconds.toFixed(1)} s`,
      `${cpu.toFixed(1)} s CPU`,
      `${RESCORE_SECONDS} s`,
      cpu <= RESCORE_SECONDS,
    ),
    reportLine(
      'list meanwhile, p95',
      `${p95.toFixed(0)} ms`,
      `${PROBE_MS} ms`,
      p95 <= PROBE_MS,
    ),
  ];
  return misses.filter(within => !within).length;
}

/**
 * Scans with one replica, then with two, repositories that take 200 ms to read.
 *
 * @returns how many budgets it misses
 */
export async function measureReplicas(options: {
  settings: BenchSettings;
  replicas: Replicas;
}): Promise<number> {
  const { settings, replicas } = options;
  const knex = await openStore(settings);
  await benchSync(knex, settings.services).run();
  const one = await rate(knex, async () => {
    await replicas.start(settings);
  });
  await replicas.stop();
  await knex('repositories').update({
    lease: null,
    attempts: 0,
    due_at: new Date(),
    read_at: new Date(),
    etag: null,
  });
  const two = await rate(knex, async () => {
    await Promise.all([
      replicas.start(settings),
      replicas.start({ ...settings, port: settings.port + 1 }),
    ]);
  });
  await replicas.stop();
  const doubled = await knex('history')
    .groupBy('entity_ref')
    .havingRaw('COUNT(*) > 1')
    .select('entity_ref');
  await knex.destroy();
  title('Scans a second, repositories of 200 ms, 2 workers a replica');
  const misses = [
    reportLine(
      'two replicas : one',
      `${two.toFixed(1)} : ${one.toFixed(1)}`,
      `${REPLICA_RATIO} x`,
      two >= REPLICA_RATIO * one,
    ),
    reportLine(
      'services with two results',
      String(doubled.length),
      '0',
      doubled.length === 0,
    ),
  ];
  return misses.filter(within => !within).length;
}

/** Repositories read a second, from the moment that all replicas answer. */
async function rate(knex: Knex, start: () => Promise<void>): Promise<number> {
  await start();
  const read = async () =>
    Number(
      (
        await knex('repositories')
          .whereNull('lease')
          .whereNotNull('etag')
          .count({ count: '*' })
          .first()
      )?.count,
    );
  await setTimeout(1000);
  const began = performance.now();
  const before = await read();
  await setTimeout(RATE_SECONDS * 1000);
  return ((await read()) - before) / ((performance.now() - began) / 1000);
}

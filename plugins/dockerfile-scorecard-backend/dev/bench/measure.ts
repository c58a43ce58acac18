import type { Knex } from 'knex';
import { processTicks, TICKS_A_SECOND } from './processTicks';

/** A request and how often it is sent. */
export interface Endpoint {
  name: string;
  path: string;
  user?: 'half' | 'team';
  /** Milliseconds until the first bytes count, not until the last. */
  firstByte?: boolean;
}

export interface Measured {
  name: string;
  p50: number;
  p95: number;
  /** Processor time of PostgreSQL a request; undefined where it cannot be read. */
  databaseCpu: number | undefined;
  kilobytes: number;
  status: number;
}

/** Sends a request again and again, one after the other. */
export async function measure(options: {
  baseUrl: string;
  endpoint: Endpoint;
  rounds: number;
  cpu: () => Promise<number | undefined>;
}): Promise<Measured> {
  const { baseUrl, endpoint, rounds, cpu } = options;
  const headers: Record<string, string> = endpoint.user
    ? {
        authorization: `Bearer mock-user-token:${JSON.stringify({
          sub: `user:default/${endpoint.user}`,
        })}`,
      }
    : {};
  const send = async () => {
    const began = performance.now();
    const response = await fetch(`${baseUrl}${endpoint.path}`, { headers });
    const first = performance.now() - began;
    const body = await response.arrayBuffer();
    return {
      ms: endpoint.firstByte ? first : performance.now() - began,
      bytes: body.byteLength,
      status: response.status,
    };
  };
  // The first one prepares statements and fills caches.
  const { bytes, status } = await send();
  const before = await cpu();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    times.push((await send()).ms);
  }
  const after = await cpu();
  times.sort((a, b) => a - b);
  return {
    name: endpoint.name,
    p50: times[Math.floor(rounds / 2)],
    p95: times[Math.min(rounds - 1, Math.floor(rounds * 0.95))],
    databaseCpu:
      before === undefined || after === undefined
        ? undefined
        : (after - before) / rounds,
    kilobytes: bytes / 1024,
    status,
  };
}

/**
 * Milliseconds of processor time that PostgreSQL has used for a database: what its processes have used so far, and what those that
 * have ended left with their parent, parallel workers among them. Undefined when the server runs on another machine.
 */
export function postgresCpu(knex: Knex): () => Promise<number | undefined> {
  return async () => {
    const pids: number[] = await knex('pg_stat_activity')
      .where({ datname: knex.client.config.connection.database })
      .whereRaw('pid <> pg_backend_pid()')
      .pluck('pid');
    try {
      const processes = await Promise.all(pids.map(processTicks));
      const [parent] = await Promise.all(
        processes.slice(0, 1).map(({ parent: pid }) => processTicks(pid)),
      );
      const ticks = processes.reduce(
        (sum, each) => sum + each.own,
        parent?.ended ?? 0,
      );
      return (ticks * 1000) / TICKS_A_SECOND;
    } catch {
      return undefined;
    }
  };
}

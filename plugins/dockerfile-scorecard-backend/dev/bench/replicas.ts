import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { processTicks, TICKS_A_SECOND } from './processTicks';
import type { BenchSettings } from './settings';

const MOST_MS = 120_000;

/** Replicas of the backend in processes of their own. */
export class Replicas {
  readonly #running = new Set<ChildProcess>();

  /** Starts one and waits until it answers. Returns the address of its API. */
  async start(settings: BenchSettings): Promise<string> {
    const replica = spawn(
      process.execPath,
      ['run', '-A', fileURLToPath(new URL('server.ts', import.meta.url))],
      {
        env: {
          ...process.env,
          NODE_ENV: 'development',
          BENCH: JSON.stringify(settings),
        },
        stdio: process.env.BENCH_LOG ? 'inherit' : 'ignore',
      },
    );
    this.#running.add(replica);
    const baseUrl = `http://127.0.0.1:${settings.port}/api/dockerfile-scorecard`;
    const until = Date.now() + MOST_MS;
    while (Date.now() < until) {
      const response = await fetch(`${baseUrl}/rules`).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.ok) return baseUrl;
      if (replica.exitCode !== null) break;
      await setTimeout(200);
    }
    throw new Error('The backend does not start; BENCH_LOG=1 shows its log');
  }

  /** Seconds of processor time that all of them have used; undefined where the system does not say. */
  async cpu(): Promise<number | undefined> {
    try {
      const ticks = await Promise.all(
        [...this.#running].map(({ pid }) => processTicks(pid ?? 0)),
      );
      return ticks.reduce((sum, each) => sum + each.own, 0) / TICKS_A_SECOND;
    } catch {
      return undefined;
    }
  }

  async stop(): Promise<void> {
    for (const replica of this.#running) {
      const ended = new Promise(resolve => replica.once('exit', resolve));
      replica.kill('SIGKILL');
      await ended;
    }
    this.#running.clear();
  }
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout } from 'node:timers/promises';
import type { Claim } from '../database/operations';
import { nextTurn } from './nextTurn';

export interface ScanWorkersOptions {
  logger: LoggerService;
  /** How many work side by side. */
  concurrency: number;
  /** How many read from one host side by side. */
  concurrencyPerHost: number;
  /** Milliseconds until an idle worker looks again. */
  pollInterval: number;
  claim(options: {
    /** Hosts from which enough workers read already. */
    busyHosts: string[];
  }): Promise<Claim | undefined>;
  scan(claim: Claim, shutdown: AbortSignal): Promise<void>;
}

/** Workers that claim what is due and scan it, until they are stopped. */
export class ScanWorkers {
  readonly #options: ScanWorkersOptions;
  readonly #shutdown = new AbortController();
  readonly #sleepers = new Set<() => void>();
  /** Workers that read from a host. */
  readonly #reading = new Map<string, number>();
  /** Claims are made one after the other, so that they see each other. */
  #claiming: Promise<unknown> = Promise.resolve();
  #running: Promise<void>[] = [];

  constructor(options: ScanWorkersOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = Array.from({ length: this.#options.concurrency }, () =>
      this.#work(),
    );
  }

  /** Has an idle worker look at once. */
  wake(): void {
    const [wake] = this.#sleepers;
    if (wake) {
      // At once, so that the next call wakes another one.
      this.#sleepers.delete(wake);
      wake();
    }
  }

  /** Resolves when all workers have come to rest. */
  async stop(): Promise<void> {
    this.#shutdown.abort(new Error('The backend stops'));
    this.#sleepers.forEach(wake => wake());
    await Promise.all(this.#running);
  }

  async #work(): Promise<void> {
    const { scan, logger } = this.#options;
    const { signal } = this.#shutdown;
    while (!signal.aborted) {
      try {
        const claimed = await this.#claim();
        if (claimed) {
          // There is probably more to do, also for others.
          this.wake();
          await nextTurn();
          try {
            await scan(claimed, signal);
          } finally {
            this.#count(claimed, -1);
          }
        } else {
          await this.#rest();
        }
      } catch (error) {
        // Nothing may end this loop: a database that is away for a moment would stop scanning for ever.
        logger.error(
          'Scan worker failed; continuing',
          error instanceof Error ? error : new Error(String(error)),
        );
        await this.#rest();
      }
    }
  }

  async #claim(): Promise<Claim | undefined> {
    const claiming = this.#claiming
      .catch(() => undefined)
      .then(async () => {
        const claimed = await this.#options.claim({
          busyHosts: [...this.#reading]
            .filter(([, count]) => count >= this.#options.concurrencyPerHost)
            .map(([host]) => host),
        });
        if (claimed) this.#count(claimed, 1);
        return claimed;
      });
    this.#claiming = claiming;
    return claiming;
  }

  #count({ host, work }: Claim, change: 1 | -1): void {
    if (host !== '' && work === 'read') {
      this.#reading.set(host, (this.#reading.get(host) ?? 0) + change);
    }
  }

  async #rest(): Promise<void> {
    if (this.#shutdown.signal.aborted) {
      return;
    }
    const rest = new AbortController();
    const wake = () => rest.abort();
    this.#sleepers.add(wake);
    // Rejects when woken early, which is as good as having slept enough.
    await setTimeout(this.#options.pollInterval, undefined, {
      signal: rest.signal,
    }).catch(() => undefined);
    this.#sleepers.delete(wake);
  }
}

import type { LoggerService } from '@backstage/backend-plugin-api';

export interface KeptLease {
  /** Fires when another worker has taken the repository over. */
  readonly lost: AbortSignal;
  stop(): void;
}

/** Renews a lease again and again until it is stopped, or lost. */
export function keepLease(options: {
  /** Milliseconds. */
  interval: number;
  /** False when the lease is lost. */
  renew(): Promise<boolean>;
  logger: LoggerService;
}): KeptLease {
  const { interval, renew, logger } = options;
  const lost = new AbortController();
  let stopped = false;
  let timer: ReturnType<typeof setTimeout>;

  async function next(): Promise<void> {
    let held = true;
    try {
      held = await renew();
    } catch (error) {
      // The database may be back before the lease ends.
      logger.warn(`A lease could not be renewed: ${error}`);
    }
    if (stopped) return;
    if (held) {
      timer = setTimeout(next, interval);
    } else {
      lost.abort(new Error('The lease was lost'));
    }
  }
  timer = setTimeout(next, interval);

  return {
    lost: lost.signal,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

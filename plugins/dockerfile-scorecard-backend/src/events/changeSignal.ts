import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { SIGNAL_CHANNEL } from 'backstage-plugin-dockerfile-scorecard-common';

/** Milliseconds between two signals: a fleet that is scanned changes all the time. */
const INTERVAL_MS = 2_000;

/**
 * Tells open pages that results have changed, so that they ask again. The signal goes to everybody, so it names nothing.
 */
export function createChangeSignal(options: {
  signals: SignalsService;
  logger: LoggerService;
}): { changed(): void; stop(): void } {
  const { signals, logger } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;

  function publish(): void {
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNEL,
        message: { type: 'changed' },
      })
      .catch(error => logger.debug(`A signal could not be sent: ${error}`));
    timer = setTimeout(() => {
      timer = undefined;
      if (again) {
        again = false;
        publish();
      }
    }, INTERVAL_MS);
    // Nobody waits for it when the backend stops.
    timer.unref?.();
  }

  return {
    changed() {
      if (timer === undefined) publish();
      else again = true;
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

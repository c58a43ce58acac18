import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Knex } from 'knex';
import type { ScanOutcome } from '../database';
import { getHealth } from '../database/operations';

export interface ScanMetrics {
  /** A scan has ended. Seconds. */
  scanned(
    outcome: ScanOutcome | 'evaluated' | 'set-aside',
    seconds: number,
  ): void;
}

/** Milliseconds for which the state of the queue is remembered: several gauges are read at once. */
const REMEMBERED_MS = 5_000;

/**
 * What operators watch: how many scans end how, how long they take, whether the queue keeps up, which hosts are paused and when the
 * catalog was last read. No names in labels.
 */
export function createScanMetrics(options: {
  metrics: MetricsService;
  knex: Knex;
}): ScanMetrics {
  const { metrics, knex } = options;
  const scans = metrics.createCounter<{ outcome: string }>('scans.total', {
    description: 'Scans of repositories by outcome',
  });
  const duration = metrics.createHistogram<{ outcome: string }>(
    'scans.duration',
    { description: 'How long a scan of a repository takes', unit: 's' },
  );

  let remembered: { at: number; health: ReturnType<typeof getHealth> };
  const health = () => {
    const now = Date.now();
    if (!remembered || remembered.at + REMEMBERED_MS < now) {
      remembered = { at: now, health: getHealth({ knex }) };
    }
    return remembered.health;
  };
  const gauge = (
    name: string,
    description: string,
    unit: string | undefined,
    valueOf: (
      state: Awaited<ReturnType<typeof getHealth>>,
    ) => number | undefined,
  ) =>
    metrics
      .createObservableGauge(name, { description, unit })
      .addCallback(async result => {
        const value = valueOf(await health());
        if (value !== undefined) result.observe(value);
      });
  gauge(
    'queue.due',
    'Repositories that wait for a scan',
    undefined,
    state => state.due,
  );
  gauge(
    'queue.age',
    'How long the repository that has waited longest has waited',
    's',
    state => state.oldestDueSeconds,
  );
  gauge(
    'hosts.blocked',
    'Hosts that are left alone',
    undefined,
    state => state.blockedHosts,
  );
  gauge(
    'sync.age',
    'Time since the catalog was last read with success',
    's',
    state => state.syncAgeSeconds,
  );

  return {
    scanned(outcome, seconds) {
      scans.add(1, { outcome });
      duration.record(seconds, { outcome });
    },
  };
}

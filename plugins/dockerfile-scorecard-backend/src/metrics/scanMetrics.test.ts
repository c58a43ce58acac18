import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Knex } from 'knex';
import { testDatabases } from '../__testUtils__';
import { after, databaseNow } from '../database';
import { addRepositories, recordSync } from '../database/operations';
import { createScanMetrics } from './scanMetrics';

jest.setTimeout(60_000);

const databases = testDatabases();

describe.each(databases.ids)('createScanMetrics, %s', databaseId => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.create(databaseId);
  });
  afterEach(() => knex.destroy());

  it('counts scans and watches queue, hosts and catalog, without names', async () => {
    const now = await databaseNow(knex);
    await addRepositories({
      knex,
      now: after(now, -60_000),
      repositories: [{ id: 'r', url: 'https://git/r/', host: 'git' }],
    });
    await knex('hosts').insert({
      host: 'git',
      failures: 1,
      reason: '429',
      blocked_until: after(now, 60_000),
      suspects: '[]',
    });
    await recordSync({
      knex,
      now: after(now, -10_000),
      outcome: { kind: 'succeeded', skipped: 0 },
    });

    const gauges = new Map<string, (result: object) => Promise<void>>();
    const add = jest.fn();
    const record = jest.fn();
    const metrics = metricsServiceMock.mock({
      createCounter: () => ({ add } as never),
      createHistogram: () => ({ record } as never),
      createObservableGauge: (name: string) =>
        ({
          addCallback: (read: (result: object) => Promise<void>) =>
            gauges.set(name, read),
        } as never),
    });
    const { scanned } = createScanMetrics({ metrics, knex });
    scanned('changed', 1.5);
    expect(add).toHaveBeenCalledWith(1, { outcome: 'changed' });
    expect(record).toHaveBeenCalledWith(1.5, { outcome: 'changed' });

    const values: Record<string, number> = {};
    for (const [name, read] of gauges) {
      await read({
        observe: (value: number) => {
          values[name] = Math.round(value / 10) * 10;
        },
      });
    }
    expect(values).toEqual({
      'queue.due': 0,
      'queue.age': 60,
      'hosts.blocked': 0,
      'sync.age': 10,
    });
  });
});

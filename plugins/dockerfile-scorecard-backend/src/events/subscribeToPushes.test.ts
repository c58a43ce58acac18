import { mockServices } from '@backstage/backend-test-utils';
import type {
  CatalogScmEvent,
  CatalogScmEventsService,
} from '@backstage/plugin-catalog-node/alpha';
import type { Knex } from 'knex';
import { testDatabases } from '../__testUtils__';
import { after, databaseNow } from '../database';
import { addRepositories, claimRepository } from '../database/operations';
import { subscribeToPushes } from './subscribeToPushes';

jest.setTimeout(60_000);

const databases = testDatabases();

describe.each(databases.ids)('subscribeToPushes, %s', databaseId => {
  let knex: Knex;
  let publishScm: (events: CatalogScmEvent[]) => Promise<void>;
  const events = mockServices.events();
  const onChanged = jest.fn();
  const onCatalogChanged = jest.fn();
  const urls = [
    'https://github.com/o/r/tree/main/',
    'https://github.com/o/r/tree/next/',
    'https://github.com/o/r-two/tree/main/',
    'https://dev.azure.com/o/p/_git/r?path=%2F',
  ];

  beforeEach(async () => {
    knex = await databases.create(databaseId);
    onChanged.mockClear();
    onCatalogChanged.mockClear();
    const now = await databaseNow(knex);
    await addRepositories({
      knex,
      now,
      repositories: urls.map(url => ({ id: url, url, host: 'h' })),
    });
    await knex('repositories').update({
      due_at: after(now, 3_600_000),
      read_at: after(now, 3_600_000),
    });
    const scmEvents: CatalogScmEventsService = {
      subscribe({ onEvents }) {
        publishScm = async batch => onEvents(batch);
        return { unsubscribe: () => undefined };
      },
      publish: async () => undefined,
      markEventActionTaken: () => undefined,
    };
    await subscribeToPushes({
      knex,
      logger: mockServices.logger.mock(),
      events,
      scmEvents,
      onChanged,
      onCatalogChanged,
    });
  });
  afterEach(() => knex.destroy());

  const due = async () =>
    (
      await knex('repositories')
        .where('due_at', '<=', await databaseNow(knex))
        .where('read_at', '<=', await databaseNow(knex))
        .orderBy('url')
    ).map(row => row.url);
  const push = (topic: string, eventPayload: unknown) =>
    events.publish({ topic, eventPayload });

  it('has all branches of a repository read after a push', async () => {
    await push('github.push', {
      repository: { html_url: 'https://github.com/o/r' },
    });
    expect(await due()).toEqual(urls.slice(0, 2));
    expect(onChanged).toHaveBeenCalled();
  });

  it('knows the addresses of Azure DevOps', async () => {
    await push('azureDevOps.git.push', {
      resource: {
        repository: { remoteUrl: 'https://dev.azure.com/o/p/_git/r' },
      },
    });
    expect(await due()).toEqual([urls[3]]);
  });

  it('takes files that the catalog is told of for their repositories', async () => {
    await publishScm([
      {
        type: 'location.updated',
        url: 'https://github.com/o/r-two/blob/main/catalog-info.yaml',
      },
    ]);
    expect(await due()).toEqual([urls[2]]);
    expect(onCatalogChanged).toHaveBeenCalledTimes(1);
  });

  it('ignores repositories that it does not know', async () => {
    await push('github.push', {
      repository: { html_url: 'https://github.com/o/unknown' },
    });
    await push('github.push', 'nonsense');
    expect(await due()).toEqual([]);
    expect(onChanged).not.toHaveBeenCalled();
  });

  it('gives a repository another turn that is being read', async () => {
    const now = await databaseNow(knex);
    await knex('repositories').where({ id: urls[2] }).update({ due_at: now });
    const claim = await claimRepository({ knex, leaseMs: 60_000 });
    await push('github.push', {
      repository: { html_url: 'https://github.com/o/r-two' },
    });
    const row = await knex('repositories').where({ id: urls[2] }).first();
    expect(row.ticket).not.toBe(claim!.ticket);
    expect(row.lease).toBe(claim!.lease);
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { fakeEngine, FakeRepositories, testDatabases } from '../__testUtils__';
import { databaseNow } from '../database';
import {
  addRepositories,
  claimRepository,
  deleteUnusedRepositories,
  getService,
  requestScan,
  saveServices,
  type Claim,
} from '../database/operations';
import { RepositoryScanner } from './RepositoryScanner';

jest.setTimeout(60_000);

const databases = testDatabases();
const OLD = 'https://git.example.com/old/';
const NEW = 'https://git.example.com/new/';
const DAY = 24 * 60 * 60_000;
const LEASE_MS = 60_000;
const running = new AbortController().signal;

describe.each(databases.ids)('scanning under faults, %s', databaseId => {
  let knex: Knex;
  let repositories: FakeRepositories;
  let scanner: RepositoryScanner;

  beforeEach(async () => {
    knex = await databases.create(databaseId);
    repositories = new FakeRepositories();
    scanner = new RepositoryScanner({
      knex,
      logger: mockServices.logger.mock(),
      readers: repositories,
      engine: fakeEngine(),
      exclude: [],
      limits: {
        maxFiles: 100,
        maxFileSize: 100_000,
        maxTotalSize: 1_000_000,
        maxDownloadSize: 1_000_000,
        maxUnpackedSize: 1_000_000,
      },
      interval: 3_600_000,
      timeout: 60_000,
      leaseMs: LEASE_MS,
      pathsOutsideFolder: false,
      store: 'full',
      today: () => '2026-11-23',
    });
  });
  afterEach(async () => {
    jest.useRealTimers();
    await knex.destroy();
  });

  async function locate(id: string, url: string) {
    const now = await databaseNow(knex);
    await addRepositories({
      knex,
      now,
      repositories: [{ id, url, host: 'git.example.com' }],
    });
    await saveServices({
      knex,
      now,
      services: [
        {
          entity_ref: 'api',
          kind: 'Component',
          namespace: 'default',
          name: 'api',
          title: null,
          owner: '',
          system: null,
          lifecycle: null,
          type: null,
          repository_id: id,
          folder: '',
          paths: null,
          catalog_hash: 'hash',
          tags: [],
          owners: [],
          exclusion: undefined,
          moved: true,
        },
      ],
    });
    await deleteUnusedRepositories({ knex });
  }
  const claim = () => claimRepository({ knex, leaseMs: LEASE_MS });
  async function scan() {
    const now = await databaseNow(knex);
    await knex('repositories').update({
      due_at: now,
      read_at: now,
      lease: null,
    });
    await scanner.scan((await claim())!, running);
  }
  const api = () => getService({ knex, entityRef: 'api' });
  const historyRows = async () =>
    Number((await knex('history').count({ count: '*' }).first())?.count);

  if (databaseId === 'SQLITE_3') {
    it('keeps everything when the disk is full, and goes on when there is room', async () => {
      await locate('old', OLD);
      repositories.repositories.set(OLD, { Dockerfile: '# level: bronze' });
      await scan();
      const [{ page_count: pages }] = await knex.raw('PRAGMA page_count');
      await knex.raw(`PRAGMA max_page_count = ${pages}`);
      repositories.repositories.set(OLD, {
        Dockerfile: `# level: gold\n# ${'long '.repeat(10_000)}`,
      });
      await scan().catch(() => undefined);
      const full = await api();
      expect(full).toMatchObject({ state: 'scored', level: 1 });
      expect(full?.reason ?? '').not.toMatch(/SQL|insert|full/i);
      expect(await historyRows()).toBe(1);

      await knex.raw(`PRAGMA max_page_count = ${pages + 1000}`);
      await scan();
      expect(await api()).toMatchObject({
        state: 'scored',
        level: 3,
        reason: null,
      });
      expect(await historyRows()).toBe(2);
    });
  }

  describe('when the clock of the process jumps', () => {
    /** Only what the clock says; nothing waits. */
    const jump = (milliseconds: number) =>
      jest.useFakeTimers({
        now: Date.now() + milliseconds,
        doNotFake: [
          'hrtime',
          'nextTick',
          'performance',
          'queueMicrotask',
          'setImmediate',
          'clearImmediate',
          'setInterval',
          'clearInterval',
          'setTimeout',
          'clearTimeout',
        ],
      });

    it('stores the result of a scan once', async () => {
      await locate('old', OLD);
      repositories.repositories.set(OLD, { Dockerfile: '# level: bronze' });
      const first = (await claim()) as Claim;
      jump(DAY);
      const second = await claim();
      // The clock of PostgreSQL counts: there the lease goes on. With SQLite it has ended, and another worker takes over.
      expect(second === undefined).toBe(databaseId !== 'SQLITE_3');
      await scanner.scan(first, running);
      if (second) await scanner.scan(second, running);
      expect(await api()).toMatchObject({ state: 'scored', level: 1 });
      expect(await historyRows()).toBe(1);
    });

    it('scans what people ask for, also when it jumped back', async () => {
      await locate('old', OLD);
      repositories.repositories.set(OLD, { Dockerfile: '# level: bronze' });
      await scan();
      repositories.repositories.set(OLD, { Dockerfile: '# level: gold' });
      jump(-DAY);
      await requestScan({
        knex,
        repositoryId: 'old',
        cooldownMs: 1,
        requester: { id: 'ada', mostPerHour: 10 },
      });
      const claimed = await claim();
      expect(claimed).toBeDefined();
      await scanner.scan(claimed!, running);
      expect(await api()).toMatchObject({ level: 3 });
    });
  });

  it('keeps the result of a renamed repository until the new place is read', async () => {
    await locate('old', OLD);
    repositories.repositories.set(OLD, { Dockerfile: '# level: bronze' });
    await scan();
    // The host has forgotten the old name before the catalog knows the new one.
    repositories.repositories.delete(OLD);
    repositories.failure = new Error('Not found');
    await scan();
    expect(await api()).toMatchObject({
      state: 'scored',
      level: 1,
      reason: 'Not found',
    });

    repositories.failure = undefined;
    repositories.repositories.set(NEW, { Dockerfile: '# level: bronze' });
    await locate('new', NEW);
    expect(await api()).toMatchObject({ state: 'scored', level: 1 });
    await scan();
    expect(await api()).toMatchObject({
      state: 'scored',
      level: 1,
      reason: null,
    });
    expect(await knex('repositories').pluck('url')).toEqual([NEW]);
    // Nothing has changed but the name.
    expect(await historyRows()).toBe(1);
  });
});

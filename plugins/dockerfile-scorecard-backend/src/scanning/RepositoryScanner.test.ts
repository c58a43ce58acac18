import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { after, databaseNow, toIso, type ServiceRow } from '../database';
import {
  addRepositories,
  claimRepository,
  getDockerfiles,
  getService,
  saveServices,
} from '../database/operations';
import { fakeEngine, FakeRepositories, testDatabases } from '../__testUtils__';
import { RepositoryScanner } from './RepositoryScanner';

jest.setTimeout(60_000);

const databases = testDatabases();
const URL = 'https://git.example.com/org/repo/';

describe.each(databases.ids)('RepositoryScanner, %s', databaseId => {
  let knex: Knex;
  let repositories: FakeRepositories;
  let engine: ReturnType<typeof fakeEngine>;
  let today: string;
  const running = new AbortController().signal;

  beforeEach(async () => {
    knex = await databases.create(databaseId);
    repositories = new FakeRepositories();
    engine = fakeEngine();
    today = '2026-11-23';
  });
  afterEach(() => knex.destroy());

  const scanner = () =>
    new RepositoryScanner({
      knex,
      logger: mockServices.logger.mock(),
      readers: repositories,
      engine,
      exclude: [],
      limits: { maxFiles: 100, maxFileSize: 1000, maxTotalSize: 10_000 },
      interval: 3_600_000,
      timeout: 60_000,
      today: () => today,
    });

  async function add(
    services: Record<string, { folder?: string; paths?: string }>,
  ) {
    const now = await databaseNow(knex);
    await addRepositories({
      knex,
      now,
      repositories: [{ id: 'repo', url: URL, host: 'git.example.com' }],
    });
    await saveServices({
      knex,
      now,
      services: Object.entries(services).map(([name, service]) => ({
        entity_ref: name,
        kind: 'Component',
        namespace: 'default',
        name,
        title: null,
        owner: '',
        system: null,
        lifecycle: null,
        type: null,
        repository_id: 'repo',
        folder: service.folder ?? '',
        paths: service.paths ?? null,
        catalog_hash: 'hash',
        tags: [],
        exclusion: undefined,
        moved: true,
      })),
    });
  }

  const push = (files: Record<string, string>) =>
    repositories.repositories.set(URL, files);

  /** Makes the repository due as `work` says and has it scanned. */
  async function scan(work: 'read' | 'evaluate' = 'read') {
    const now = await databaseNow(knex);
    await knex('repositories').update({
      due_at: now,
      read_at: work === 'read' ? now : after(now, 60_000),
    });
    await knex('hosts').delete();
    const claim = await claimRepository({ knex, leaseMs: 60_000 });
    await scanner().scan(claim!, running);
  }
  const service = async (name: string) =>
    (await getService({ knex, entityRef: name })) as ServiceRow;
  const history = async () =>
    (await knex('history').orderBy('id')).map(({ turned, level }) => ({
      level,
      ...JSON.parse(turned),
    }));

  it('keeps the result of every service in the repository after one reading', async () => {
    await add({
      api: { folder: 'api' },
      web: { folder: 'web' },
      docs: { folder: 'docs' },
    });
    push({
      'api/Dockerfile':
        'FROM python:3.13-slim\n# level: bronze\n# score: 61.4\n# fails: rule-b',
      'web/Dockerfile': 'FROM node:24',
      'docs/index.md': '',
    });
    await scan();

    expect(repositories.readings).toHaveLength(1);
    expect(await service('api')).toMatchObject({
      state: 'scored',
      level: 1,
      score: 61,
      dockerfile_count: 1,
      failing_rules: '["rule-b"]',
      next_level: '{"level":"gold","missing":["rule-b"]}',
      unscored: 0,
    });
    expect(JSON.parse((await service('api')).first_finding!)).toEqual({
      rule: 'rule-b',
      title: 'Title of rule-b',
      message: 'rule-b fails',
      severity: 'medium',
      path: 'api/Dockerfile',
      line: 2,
    });
    expect(JSON.parse((await service('api')).base_images)).toEqual([
      { reference: 'python:3.13-slim', family: 'slim', use: 'final' },
    ]);
    expect(await service('web')).toMatchObject({ state: 'scored', level: 3 });
    expect(await service('docs')).toMatchObject({
      state: 'no-dockerfile',
      level: -1,
      score: -1,
      reason: null,
    });
  });

  it('is as good as the worst Dockerfile', async () => {
    await add({ api: {} });
    push({
      Dockerfile: '# level: silver\n# score: 80',
      'Dockerfile.dev': '# level: none\n# score: 90\n# fails: rule-a',
    });
    await scan();
    expect(await service('api')).toMatchObject({
      level: 0,
      score: 80,
      dockerfile_count: 2,
      failing_rules: '["rule-a"]',
    });
  });

  it('tells when the annotation matches no file', async () => {
    await add({ api: { paths: 'gone/Dockerfile' } });
    push({ Dockerfile: '' });
    await scan();
    expect(await service('api')).toMatchObject({
      state: 'no-dockerfile',
      reason:
        'No file matches the annotation dockerfile-scorecard/paths: "gone/Dockerfile"',
    });
  });

  it('asks for changes only, and judges an unchanged repository only once a day', async () => {
    await add({ api: {} });
    push({ Dockerfile: 'FROM scratch' });
    await scan();
    await scan();
    expect(repositories.readings.map(({ etag }) => etag)).toEqual([
      undefined,
      '{"Dockerfile":"FROM scratch"}',
    ]);
    expect(engine.evaluated).toHaveLength(1);

    today = '2026-11-24';
    await scan();
    expect(engine.evaluated.map(each => each.today)).toEqual([
      '2026-11-23',
      '2026-11-24',
    ]);
    expect(await history()).toHaveLength(1);
  });

  it('judges again from the store, without reading, when policy or engine are others', async () => {
    await add({ api: {} });
    push({ Dockerfile: '# level: gold' });
    await scan();
    const { scanned_at } = await service('api');
    const strict = fakeEngine({ policyHash: 'strict' });
    engine = {
      ...strict,
      evaluate: input => ({
        ...strict.evaluate(input),
        level: 'bronze',
      }),
    };
    await scan('evaluate');
    expect(repositories.readings).toHaveLength(1);
    expect(await service('api')).toMatchObject({ level: 1, scanned_at });
    expect(await history()).toMatchObject([{ level: 3 }, { level: 1 }]);
  });

  it('judges the same file of two services once', async () => {
    await add({ a: { folder: 'a' }, b: { folder: 'b' } });
    push({ 'a/Dockerfile': 'FROM scratch', 'b/Dockerfile': 'FROM scratch' });
    await scan();
    expect(engine.evaluated).toEqual([{ path: 'Dockerfile', today }]);
    const [b] = await getDockerfiles({ knex, entityRef: 'b' });
    expect(b).toMatchObject({
      path: 'b/Dockerfile',
      evaluation: { path: 'b/Dockerfile' },
    });
  });

  it('knows since when a rule fails, and writes history only for changes', async () => {
    await add({ api: {} });
    const since = async (rule: string) => {
      const [dockerfile] = await getDockerfiles({ knex, entityRef: 'api' });
      return dockerfile.failingSince[rule];
    };
    push({ Dockerfile: '# level: bronze\n# fails: rule-a' });
    await scan();
    const first = await since('rule-a');
    const { changed_at } = await service('api');
    await new Promise(resolve => setTimeout(resolve, 5));

    push({ Dockerfile: '# level: bronze\n# fails: rule-a rule-b' });
    await scan();
    expect(await since('rule-a')).toBe(first);
    expect((await since('rule-b')) > first).toBe(true);
    expect(toIso((await service('api')).failing_since)).toBe(first);
    expect((await service('api')).changed_at > changed_at).toBe(true);

    push({ Dockerfile: '# level: gold' });
    await scan();
    await scan();
    expect(await service('api')).toMatchObject({ failing_since: null });
    expect(await history()).toEqual([
      { level: 1, failing: ['rule-a'], mended: [] },
      { level: 1, failing: ['rule-b'], mended: [] },
      { level: 3, failing: [], mended: ['rule-a', 'rule-b'] },
    ]);
  });

  it('keeps the last good result when a reading fails, and says that it is stale', async () => {
    await add({ api: {} });
    push({ Dockerfile: '# level: silver\n# score: 80' });
    await scan();
    repositories.failure = new Error('the token has expired');
    await scan();
    expect(await service('api')).toMatchObject({
      state: 'scored',
      level: 2,
      score: 80,
      reason: 'the token has expired',
    });
    expect(Boolean((await service('api')).stale)).toBe(true);
    expect(await history()).toHaveLength(1);

    repositories.failure = undefined;
    await scan();
    expect(await service('api')).toMatchObject({
      state: 'scored',
      reason: null,
      failed_at: null,
    });
    expect(Boolean((await service('api')).stale)).toBe(false);
  });

  it('has failed without a result, until a reading succeeds', async () => {
    await add({ api: {} });
    repositories.failure = new Error('not found');
    await scan();
    expect(await service('api')).toMatchObject({
      state: 'failed',
      reason: 'not found',
      level: -1,
    });
    repositories.failure = undefined;
    push({ Dockerfile: '' });
    await scan();
    expect(await service('api')).toMatchObject({
      state: 'scored',
      reason: null,
    });
  });

  it.each([
    ['rate limit exceeded', 1],
    ['Request failed with status code 503', 1],
    ['404 Not Found', 0],
  ])('leaves the host alone after "%s": %d', async (message, blocked) => {
    await add({ api: {} });
    repositories.failure = new Error(message);
    await scan();
    expect(await knex('hosts')).toHaveLength(blocked);
  });

  it('waits longer after each failure', async () => {
    await add({ api: {} });
    repositories.failure = new Error('no');
    const pauses = [];
    for (let i = 0; i < 3; i++) {
      await scan();
      const { due_at, last_error_at } = await knex('repositories').first();
      pauses.push(Number(due_at) - Number(last_error_at));
    }
    expect(pauses).toEqual([60_000, 120_000, 240_000]);
  });

  it('fails only the service whose Dockerfile the engine cannot judge, and tries again', async () => {
    await add({ good: { folder: 'good' }, bad: { folder: 'bad' } });
    push({ 'good/Dockerfile': '', 'bad/Dockerfile': '# throws' });
    await scan();
    expect(await service('good')).toMatchObject({ state: 'scored' });
    expect(await service('bad')).toMatchObject({
      state: 'failed',
      reason: 'The engine could not judge bad/Dockerfile: out of its depth',
    });
    await scan();
    expect(repositories.readings[1].etag).toBeUndefined();
  });

  it('throws its findings away when another worker has taken over', async () => {
    await add({ api: {} });
    push({ Dockerfile: '# level: bronze' });
    repositories.meanwhile = async () => {
      await knex('repositories').update({ lease: 'of another' });
    };
    await scan();
    expect(await service('api')).toMatchObject({ state: 'pending' });
    expect(await knex('contents')).toEqual([]);
  });

  it('gives the repository back when the backend stops', async () => {
    await add({ api: {} });
    const stop = new AbortController();
    repositories.meanwhile = async () => {
      stop.abort(new Error('stopping'));
      throw stop.signal.reason;
    };
    const claim = await claimRepository({ knex, leaseMs: 60_000 });
    await scanner().scan(claim!, stop.signal);
    expect(await service('api')).toMatchObject({ state: 'pending' });
    expect(await claimRepository({ knex, leaseMs: 60_000 })).toMatchObject({
      id: 'repo',
      failures: 0,
    });
  });

  it('forgets Dockerfiles that are gone', async () => {
    await add({ api: {} });
    push({ Dockerfile: '# level: bronze\n# fails: rule-a' });
    await scan();
    push({ 'README.md': '' });
    await scan();
    expect(await service('api')).toMatchObject({
      state: 'no-dockerfile',
      dockerfile_count: 0,
      first_finding: null,
      failing_rules: '[]',
    });
    expect(await getDockerfiles({ knex, entityRef: 'api' })).toEqual([]);
    expect(await history()).toEqual([
      { level: 1, failing: ['rule-a'], mended: [] },
      { level: -1, failing: [], mended: ['rule-a'] },
    ]);
  });
});

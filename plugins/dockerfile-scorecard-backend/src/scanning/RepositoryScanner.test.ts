import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { after, databaseNow, toIso, type FullServiceRow } from '../database';
import {
  addRepositories,
  claimRepository,
  getDockerfiles,
  getService,
  renewLease,
  saveServices,
} from '../database/operations';
import { HostError } from 'backstage-plugin-dockerfile-scorecard-node';
import { fakeEngine, FakeRepositories, testDatabases } from '../__testUtils__';
import {
  RepositoryScanner,
  type RepositoryScannerOptions,
} from './RepositoryScanner';

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

  const scanner = (options: Partial<RepositoryScannerOptions> = {}) =>
    new RepositoryScanner({
      knex,
      logger: mockServices.logger.mock(),
      readers: repositories,
      engine,
      exclude: [],
      limits: {
        maxFiles: 100,
        maxFileSize: 1000,
        maxTotalSize: 10_000,
        maxDownloadSize: 10_000,
        maxUnpackedSize: 10_000,
      },
      interval: 3_600_000,
      timeout: 60_000,
      leaseMs: 60_000,
      pathsOutsideFolder: false,
      store: 'full',
      today: () => today,
      ...options,
    });

  async function add(
    services: Record<string, { folder?: string; paths?: string }>,
    id: string = 'repo',
  ) {
    const now = await databaseNow(knex);
    await addRepositories({
      knex,
      now,
      repositories: [
        {
          id,
          url: id === 'repo' ? URL : `${URL}${id}`,
          host: 'git.example.com',
        },
      ],
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
        repository_id: id,
        folder: service.folder ?? '',
        paths: service.paths ?? null,
        catalog_hash: 'hash',
        tags: [],
        owners: [],
        exclusion: undefined,
        moved: true,
      })),
    });
  }

  const push = (files: Record<string, string>) =>
    repositories.repositories.set(URL, files);

  /** Makes the repository due as `work` says and has it scanned. */
  async function scan(
    work: 'read' | 'evaluate' = 'read',
    options: { keepHosts?: boolean; id?: string } = {},
  ) {
    const now = await databaseNow(knex);
    await knex('repositories')
      .where(options.id ? { id: options.id } : {})
      .update({
        due_at: now,
        read_at: work === 'read' ? now : after(now, 60_000),
      });
    if (!options.keepHosts) await knex('hosts').delete();
    const claim = await claimRepository({ knex, leaseMs: 60_000 });
    await scanner().scan(claim!, running);
  }
  const service = async (name: string) =>
    (await getService({ knex, entityRef: name })) as FullServiceRow;
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
      next_level: '{"level":"gold","missing":["rule-b"],"open":[]}',
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

  it('keeps what the repository sets for itself, for the next verdict without a reading', async () => {
    await add({ api: { folder: 'api' }, web: { folder: 'web' } });
    push({
      'api/Dockerfile': 'FROM node:24',
      'api/.dockerfile-scorecard.yaml': 'profile: strict\n',
      'web/Dockerfile': 'FROM node:24\n',
    });
    await scan();

    const settings = async (name: string) => {
      const [{ context }] = await knex('dockerfiles')
        .join('contexts', 'contexts.hash', 'dockerfiles.context_hash')
        .where({ entity_ref: name })
        .select('context');
      return JSON.parse(context).settings;
    };
    expect(await settings('api')).toEqual({
      path: 'api/.dockerfile-scorecard.yaml',
      config: { profile: 'strict' },
    });
    expect(await settings('web')).toBeUndefined();
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
        'No Dockerfile in the folder of the service matches the annotation dockerfile-scorecard/paths: "gone/Dockerfile"',
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
    ['an error of the host', 'limited', 1],
    ['a status in its name', undefined, 0],
  ] as const)('leaves the host alone after %s', async (_, kind, blocked) => {
    await add({ api: {} });
    repositories.failure = kind
      ? new HostError('slow down', { problem: { kind } })
      : new Error('404 https://git.example.com/service-503 rate limit');
    await scan();
    expect(await knex('hosts')).toHaveLength(blocked);
  });

  it('trusts a host again that answers that nothing has changed', async () => {
    await add({ api: {} });
    push({ Dockerfile: '' });
    await scan();
    await knex('hosts').insert({
      host: 'git.example.com',
      failures: 1,
      reason: 'x',
      blocked_until: new Date(0),
      blocked_at: new Date(0),
      suspects: '[]',
    });
    await scan('read', { keepHosts: true });
    expect(repositories.readings[1].etag).toBeDefined();
    expect(await knex('hosts')).toEqual([]);
  });

  it('reads in full when other files are selected than before', async () => {
    await add({ api: {} });
    push({ Dockerfile: '' });
    await scan();
    await knex('repositories').update({ selected_under: 'other settings' });
    await scan();
    expect(repositories.readings[1].etag).toBeUndefined();
  });

  it('says of a service without a Dockerfile too that its newest reading failed', async () => {
    await add({ api: {} });
    push({ 'README.md': '' });
    await scan();
    repositories.failure = new Error('the token has expired');
    await scan();
    const row = await service('api');
    expect(row).toMatchObject({
      state: 'no-dockerfile',
      reason: 'the token has expired',
    });
    expect(Boolean(row.stale)).toBe(true);
  });

  it('does not count a limited host against its repositories', async () => {
    await add({ api: {} });
    const problem = { kind: 'limited' } as const;
    repositories.failure = new HostError('slow down', { problem });
    await scan();
    expect((await knex('repositories').first()).failures).toBe(0);
  });

  describe('does not believe at once that all Dockerfiles are gone', () => {
    beforeEach(async () => {
      await add({ api: { folder: 'api' }, docs: { folder: 'docs' } });
      push({ 'api/Dockerfile': '# level: silver\n# fails: rule-b' });
      await scan();
      push({ 'README.md': '' });
      await scan();
    });

    it('and keeps the last result until another reading confirms it', async () => {
      const held = await service('api');
      expect(held).toMatchObject({
        state: 'scored',
        level: 2,
        reason: expect.stringContaining('another reading confirms'),
      });
      expect(Boolean(held.stale)).toBe(true);
      expect(await getDockerfiles({ knex, entityRef: 'api' })).toHaveLength(1);
      const { due_at, etag } = await knex('repositories').first();
      expect(Number(due_at) - Date.now()).toBeLessThan(61_000);
      expect(etag).toBeNull();

      await scan();
      expect(await service('api')).toMatchObject({
        state: 'no-dockerfile',
        reason: null,
      });
      expect((await knex('repositories').first()).emptied_at).toBeNull();
    });

    it('and forgets the doubt when they are back', async () => {
      push({ 'api/Dockerfile': '# level: silver' });
      await scan();
      expect(await service('api')).toMatchObject({
        state: 'scored',
        reason: null,
      });
      push({ 'README.md': '' });
      await scan();
      expect(await service('api')).toMatchObject({ state: 'scored' });
    });
  });

  it('believes that one service of several has lost its Dockerfile', async () => {
    await add({ api: { folder: 'api' }, web: { folder: 'web' } });
    push({ 'api/Dockerfile': '', 'web/Dockerfile': '' });
    await scan();
    push({ 'api/Dockerfile': '' });
    await scan();
    expect(await service('web')).toMatchObject({ state: 'no-dockerfile' });
  });

  describe('when the catalog changes while it reads', () => {
    beforeEach(async () => {
      await add({ a: { folder: 'a' }, b: { folder: 'b' } });
      push({ 'a/Dockerfile': '# fails: rule-a', 'b/Dockerfile': '' });
    });
    const meanwhile = (change: () => Promise<unknown>) => {
      repositories.meanwhile = async () => {
        repositories.meanwhile = undefined;
        await change();
      };
    };

    it('leaves an excluded service excluded', async () => {
      meanwhile(() =>
        knex('services')
          .where({ entity_ref: 'a' })
          .update({ state: 'excluded' }),
      );
      await scan();
      expect(await service('a')).toMatchObject({ state: 'excluded' });
      expect(await service('b')).toMatchObject({ state: 'scored' });
    });

    it('saves the neighbours of a service that is gone', async () => {
      meanwhile(() => knex('services').where({ entity_ref: 'a' }).delete());
      await scan();
      expect(await service('a')).toBeUndefined();
      expect(await service('b')).toMatchObject({
        state: 'scored',
        reason: null,
      });
    });

    it('gives a service that moved no result of its old folder', async () => {
      meanwhile(() =>
        knex('services').where({ entity_ref: 'a' }).update({ folder: 'c' }),
      );
      await scan();
      expect(await service('a')).toMatchObject({ state: 'pending' });
    });
  });

  it('shows no error of the database, and saves the other services', async () => {
    await add({ good: { folder: 'good' }, bad: { folder: 'bad' } });
    push({
      'good/Dockerfile': '',
      // A row of the same rule twice is not taken.
      'bad/Dockerfile': '# fails: rule-a rule-a',
    });
    await scan();
    expect(await service('good')).toMatchObject({ state: 'scored' });
    expect(await service('bad')).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(
        /^The result could not be stored\. The log of the backend says more under [0-9a-f]{8}$/,
      ),
    });
  });

  it.each([
    ['NUL bytes', 'Dockerfile', 'FROM a\0', 'not text'],
    ['a long path', `${'d/'.repeat(600)}Dockerfile`, '', '1024 characters'],
    ['a line break in its path', 'a\nb/Dockerfile', '', 'control characters'],
    ['a path out of here', '../Dockerfile', '', 'out of the repository'],
  ])(
    'refuses a Dockerfile with %s, in words',
    async (_, path, text, reason) => {
      await add({ api: {}, web: { folder: 'web' } });
      push({ [path]: text, 'web/Dockerfile': '' });
      await scan();
      const row = await service('api');
      expect(row).toMatchObject({
        state: 'failed',
        reason: expect.stringContaining(reason),
      });
      expect(row.reason).not.toMatch(/\n/);
      expect(await service('web')).toMatchObject({ state: 'scored' });
    },
  );

  it('says why a Dockerfile cannot be read', async () => {
    await add({ api: {} });
    push({ Dockerfile: '' });
    repositories.unreadable = [{ path: 'Dockerfile', reason: 'is a link' }];
    await scan();
    expect(await service('api')).toMatchObject({
      state: 'failed',
      reason: 'is a link',
    });
  });

  it('keeps its lease while it reads', async () => {
    await add({ api: {} });
    push({ Dockerfile: '' });
    repositories.meanwhile = () =>
      new Promise(resolve => setTimeout(resolve, 400));
    const claim = await claimRepository({ knex, leaseMs: 150 });
    await scanner({ leaseMs: 150 }).scan(claim!, running);
    expect(await service('api')).toMatchObject({ state: 'scored' });
    expect(await renewLease({ knex, claims: [claim!], leaseMs: 1 })).toBe(
      false,
    );
  });

  it('stops reading when another worker has taken over', async () => {
    await add({ api: {} });
    push({ Dockerfile: '' });
    repositories.meanwhile = async () => {
      await knex('repositories').update({ lease: 'of another' });
      await new Promise(resolve => setTimeout(resolve, 200));
    };
    const claim = await claimRepository({ knex, leaseMs: 90 });
    await scanner({ leaseMs: 90 }).scan(claim!, running);
    expect(await service('api')).toMatchObject({ state: 'pending' });
  });

  it('sets a repository aside that does not finish', async () => {
    await add({ api: {} });
    await knex('repositories').update({ attempts: 3 });
    await scan();
    expect(repositories.readings).toEqual([]);
    expect(await service('api')).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('3 times in a row'),
    });
    const { attempts, due_at } = await knex('repositories').first();
    expect(attempts).toBe(0);
    expect(Number(due_at) - Date.now()).toBeGreaterThan(3_000_000);
  });

  it('writes no history for a commit that changes no verdict', async () => {
    await add({ api: {} });
    push({ Dockerfile: 'FROM a' });
    await scan();
    push({ Dockerfile: 'FROM a', 'README.md': '' });
    await scan();
    expect(await history()).toHaveLength(1);
    push({ Dockerfile: 'FROM b', 'README.md': '' });
    await scan();
    expect(await history()).toHaveLength(2);
  });

  it('remembers how the newest reading went', async () => {
    await add({ api: {} });
    push({ Dockerfile: '' });
    const outcomes = [];
    for (const failure of [undefined, undefined, new Error('no')]) {
      repositories.failure = failure;
      await scan();
      const row = await knex('repositories').first();
      outcomes.push(row.scan_outcome);
      expect(row.scan_started_at <= row.scan_finished_at).toBe(true);
    }
    expect(outcomes).toEqual(['changed', 'unchanged', 'failed']);
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

  describe('stores texts', () => {
    const SECRET = 'ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
    const text = `FROM a\nRUN git clone https://${SECRET}@github.com/a/b\n# level: silver`;
    const judge = async (
      store: 'full' | 'masked' | 'findings',
      work: 'read' | 'evaluate' = 'read',
    ) => {
      const now = await databaseNow(knex);
      await knex('repositories').update({
        due_at: now,
        read_at: work === 'read' ? now : after(now, 60_000),
      });
      const claim = await claimRepository({ knex, leaseMs: 60_000 });
      await scanner({ store }).scan(claim!, running);
      const [dockerfile] = await getDockerfiles({ knex, entityRef: 'api' });
      return dockerfile;
    };
    const contents = () => knex('contents').pluck('text');

    beforeEach(async () => {
      await add({ api: {} });
      push({ Dockerfile: text });
    });

    it('as they are', async () => {
      expect(await judge('full')).toMatchObject({ text, storedAs: 'full' });
    });

    it('without secrets', async () => {
      const { text: shown, storedAs } = await judge('masked');
      expect(storedAs).toBe('masked');
      expect(shown).toMatch(/ghp_•{36}@github/);
      expect(JSON.stringify(await contents())).not.toContain('a1B2c3');
      expect(await service('api')).toMatchObject({ level: 2 });
    });

    it('not at all', async () => {
      expect(await judge('findings')).toMatchObject({
        text: '',
        storedAs: 'findings',
      });
      expect(await contents()).toEqual(['']);
      expect(await service('api')).toMatchObject({ level: 2 });
    });

    it('without secrets from then on, and reads nothing for that', async () => {
      await judge('full');
      expect((await judge('masked', 'evaluate')).text).toMatch(/ghp_•{36}/);
      expect(repositories.readings).toHaveLength(1);
      const used = await knex('dockerfiles').pluck('content_hash');
      expect(
        (await knex('contents').whereIn('hash', used).pluck('text'))[0],
      ).not.toContain('a1B2c3');
    });

    it('not at all from then on', async () => {
      await judge('masked');
      expect(await judge('findings', 'evaluate')).toMatchObject({ text: '' });
      expect(await contents()).toEqual(['']);
    });

    it.each(['findings', 'masked'] as const)(
      'as they are from then on, which takes a reading: %s',
      async before => {
        await judge(before);
        expect(await judge('full', 'evaluate')).toMatchObject({ text });
        expect(repositories.readings[1]).toMatchObject({ etag: undefined });
      },
    );
  });

  describe('judges several repositories again together', () => {
    beforeEach(async () => {
      for (const name of ['a', 'b', 'c']) {
        await add({ [name]: {} }, name);
        repositories.repositories.set(`${URL}${name}`, {
          Dockerfile: `# level: bronze\n# fails: rule-b\n# ${name}`,
        });
        await scan('read', { id: name });
      }
      engine = fakeEngine({ policyHash: 'other' });
    });
    async function evaluateAll() {
      const now = await databaseNow(knex);
      await knex('repositories').update({
        due_at: now,
        read_at: after(now, 60_000),
      });
      const claim = await claimRepository({ knex, leaseMs: 60_000 });
      expect(claim?.others).toHaveLength(2);
      return claim!;
    }
    const policies = async () =>
      (await knex('repositories').orderBy('id')).map(
        row => row.evaluated_under.split(' ')[2],
      );

    it('in few statements', async () => {
      const claim = await evaluateAll();
      const ended: string[] = [];
      await scanner({ onScanned: outcome => ended.push(outcome) }).scan(
        claim,
        running,
      );
      expect(await policies()).toEqual(['other', 'other', 'other']);
      expect(await service('c')).toMatchObject({ state: 'scored', level: 1 });
      expect(ended).toEqual(['evaluated', 'evaluated', 'evaluated']);
      expect(await knex('repositories').whereNotNull('lease')).toEqual([]);
    });

    it('and one by one when one of them cannot be saved', async () => {
      const claim = await evaluateAll();
      await knex('repositories').where({ id: 'b' }).update({ lease: 'taken' });
      await scanner().scan(claim, running);
      expect(await policies()).toEqual(['other', 'policy', 'other']);
    });
  });

  it('judges again only on days on which a verdict may change', async () => {
    await add({ api: {} });
    push({ Dockerfile: '# scorecard: ignore=rule-a until=2026-12-05' });
    await scan();
    const days = [];
    for (const day of ['25', '26', '27']) {
      today = `2026-11-${day}`;
      await scan('evaluate');
      days.push(engine.evaluated.length);
    }
    // The engine names the 24th, which ends with it; after that nothing changes.
    expect(days).toEqual([2, 2, 2]);
    expect((await knex('repositories').first()).reevaluate_on).toBe(
      '2026-12-05',
    );

    for (const day of ['05', '06', '07']) {
      today = `2026-12-${day}`;
      await scan('evaluate');
    }
    // Whether the day itself counts depends on the comparison, so both days do.
    expect(engine.evaluated.map(each => each.today).slice(2)).toEqual([
      '2026-12-05',
      '2026-12-06',
    ]);
    expect((await knex('repositories').first()).reevaluate_on).toBeNull();
  });

  it('judges by the waivers of the portal until their last day', async () => {
    await add({ api: {}, web: {} });
    push({ Dockerfile: '# level: bronze\n# fails: rule-b' });
    await knex('waivers').insert({
      id: 'w',
      entity_ref: 'api',
      rule: 'rule-b',
      reason: 'later',
      until: today,
      state: 'approved',
      requested_by: 'user:default/ada',
      requested_at: new Date(),
    });
    await scan();
    expect(await service('api')).toMatchObject({
      level: 3,
      failing_rules: '[]',
    });
    expect(await service('web')).toMatchObject({ level: 1 });

    today = '2026-11-24';
    await scan('evaluate');
    expect(await service('api')).toMatchObject({
      level: 1,
      failing_rules: '["rule-b"]',
    });
  });

  it('forgets Dockerfiles that are gone', async () => {
    await add({ api: {} });
    push({ Dockerfile: '# level: bronze\n# fails: rule-a' });
    await scan();
    push({ 'README.md': '' });
    await scan();
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

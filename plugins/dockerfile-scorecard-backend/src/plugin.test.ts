import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type Permission,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import {
  DockerfileScorecardClient,
  type ScansStatus,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { repositoryReadersExtensionPoint } from 'backstage-plugin-dockerfile-scorecard-node';
import request from 'supertest';
import { dockerfileScorecardPlugin } from './plugin';
import { component, group } from './__testUtils__/entities';
import { FakeRepositories } from './__testUtils__/FakeRepositories';

jest.mock('dockerfile-scorecard-engine', () => {
  const { fakeEngine } = jest.requireActual('./__testUtils__/fakeEngine');
  const engine = fakeEngine();
  return {
    ...jest.requireActual('dockerfile-scorecard-engine'),
    engineVersion: engine.version,
    rules: engine.rules,
    // Under the policy `harsh` nothing below gold is good.
    evaluateDockerfile: (input: {
      text: string;
      policy?: { profile: string };
    }) =>
      engine.evaluate(
        input.policy?.profile === 'harsh'
          ? {
              ...input,
              text: input.text.replace(
                /# level: (bronze|silver)[\s\S]*/,
                '# level: none\n# fails: rule-a',
              ),
            }
          : input,
      ),
    proposeFixes: engine.proposeFixes,
    rewriteDockerfile: engine.rewrite,
    waiveRules: (options: { evaluation: unknown; waivers: unknown }) =>
      engine.waive(options.evaluation, options.waivers),
    resolvePolicy: (config?: { profile?: string }) => {
      if (config?.profile === 'lax') {
        throw new Error('profile: there is no profile lax');
      }
      return config?.profile
        ? { ...engine.policy, profile: config.profile }
        : engine.policy;
    },
  };
});

jest.setTimeout(60_000);

const BASE = '/api/dockerfile-scorecard';

describe('dockerfileScorecardPlugin', () => {
  const directory = createMockDirectory();
  let backend: TestBackend | undefined;

  beforeEach(() =>
    directory.setContent({
      'repos/mono/api/Dockerfile':
        'FROM python:3.13\n# level: none\n# score: 20\n# fails: rule-a rule-b',
      'repos/mono/web/Dockerfile':
        'FROM node:24-slim\n# level: bronze\n# score: 70\n# fails: rule-b\n# rewritable',
      'repos/worker/Dockerfile': 'FROM scratch\n# level: gold\n# score: 100',
      'repos/docs/README.md': '',
      'outside/Dockerfile': '',
    }),
  );
  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  const at = (folder: string) =>
    `file:${directory.resolve(folder, 'catalog-info.yaml')}`;
  const entities = (): Entity[] => [
    component('api', {
      location: at('repos/mono/api'),
      owner: 'group:default/checkout',
      system: 'system:default/shop',
      tags: ['python'],
      title: 'Shop API',
    }),
    component('web', {
      location: at('repos/mono/web'),
      owner: 'group:default/frontend',
      system: 'system:default/shop',
    }),
    component('worker', {
      location: at('repos/worker'),
      owner: 'group:default/commerce',
    }),
    component('docs', { location: at('repos/docs') }),
    component('lost', { location: at('outside') }),
    component('legacy', {
      location: at('repos/worker'),
      annotations: { 'dockerfile-scorecard/exclude': 'true' },
    }),
    group('commerce'),
    group('checkout', 'commerce'),
    group('frontend'),
  ];

  interface StartOptions {
    config?: JsonObject;
    auditor?: ReturnType<typeof mockServices.auditor.mock>;
    permissions?: ReturnType<typeof mockServices.permissions.mock>;
    catalog?: CatalogService;
    module?: BackendFeature;
  }

  async function start(options: StartOptions = {}): Promise<TestBackend> {
    const catalog =
      options.catalog ?? catalogServiceMock({ entities: entities() });
    backend = await startTestBackend({
      features: [
        dockerfileScorecardPlugin,
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => catalog,
        }),
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        ...(options.permissions ? [options.permissions.factory] : []),
        ...(options.auditor ? [options.auditor.factory] : []),
        ...(options.module ? [options.module] : []),
        mockServices.rootConfig.factory({
          data: {
            dockerfileScorecard: {
              localRoots: [directory.resolve('repos')],
              ...options.config,
            },
          },
        }),
      ],
    });
    return backend;
  }

  const get = (path: string) =>
    request(backend!.server)
      .get(`${BASE}${path}`)
      .set('Authorization', mockCredentials.user.header());
  const post = (path: string) =>
    request(backend!.server)
      .post(`${BASE}${path}`)
      .set('Authorization', mockCredentials.user.header());

  /** Starts the plugin and waits until everything has been scanned. */
  async function startScanned(options: StartOptions = {}) {
    await start(options);
    await settled();
  }
  async function settled() {
    let last = '';
    for (let tries = 0; tries < 500; tries++) {
      const { body }: { body: ScansStatus } = await request(backend!.server)
        .get(`${BASE}/scans`)
        .set('Authorization', mockCredentials.service.header());
      last = JSON.stringify(body);
      if (body.services > 0 && body.due === 0 && body.running === 0) return;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    throw new Error(`The scans did not end: ${last}`);
  }

  describe('with a scanned fleet', () => {
    it('lists every service with its state and level', async () => {
      await startScanned();
      const { status, body } = await get('/scorecards');
      expect(status).toBe(200);
      expect(body.totalItems).toBe(6);
      expect(body.pageInfo).toEqual({});
      expect(
        body.items.map((item: Record<string, unknown>) => [
          item.name,
          item.state,
          item.level,
          item.score,
          item.stale,
        ]),
      ).toEqual([
        ['docs', 'no-dockerfile', 'none', null, false],
        ['legacy', 'excluded', 'none', null, false],
        ['lost', 'failed', 'none', null, false],
        ['api', 'scored', 'none', 20, false],
        ['web', 'scored', 'bronze', 70, false],
        ['worker', 'scored', 'gold', 100, false],
      ]);
      expect(body.items[3]).toEqual({
        entityRef: 'component:default/api',
        kind: 'Component',
        namespace: 'default',
        name: 'api',
        title: 'Shop API',
        state: 'scored',
        level: 'none',
        score: 20,
        owner: 'group:default/checkout',
        system: 'system:default/shop',
        lifecycle: 'production',
        type: 'service',
        tags: ['python'],
        dockerfileCount: 1,
        firstFinding: {
          rule: 'rule-a',
          title: 'Title of rule-a',
          message: 'rule-a fails',
          severity: 'critical',
          path: 'api/Dockerfile',
          line: 2,
        },
        failingRules: ['rule-a', 'rule-b'],
        baseImages: [
          { reference: 'python:3.13', family: 'slim', use: 'final' },
        ],
        revision: expect.stringMatching(/^[0-9a-f]{12}$/),
        scannedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        changedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        failingSince: expect.stringMatching(/^\d{4}-.*Z$/),
        stale: false,
      });
      expect(body.items[2].reason).toMatch(
        /may be read.*dockerfileScorecard\.localRoots/,
      );

      const { body: scans } = await get('/scans');
      expect(scans).toEqual({
        services: 5,
        due: 0,
        running: 0,
        done: 4,
        failed: [
          {
            entityRef: 'component:default/lost',
            reason: expect.stringContaining('localRoots'),
            at: expect.stringMatching(/Z$/),
          },
        ],
        lastSync: expect.stringMatching(/Z$/),
        nextSync: expect.stringMatching(/Z$/),
        notStored: 0,
        hosts: [],
      });
      expect(Date.parse(scans.nextSync) - Date.parse(scans.lastSync)).toBe(
        2 * 60_000,
      );

      const names = async (query: string) =>
        (await get(`/scorecards?${query}`)).body.items.map(
          (item: { name: string }) => item.name,
        );
      expect(await names('owner=group:default/commerce')).toEqual([
        'api',
        'worker',
      ]);
      expect(await names('level=none')).toEqual(['api']);
      expect(await names('level=bronze&level=gold')).toEqual(['web', 'worker']);
      expect(await names('rule=rule-b&orderBy=score:desc')).toEqual([
        'web',
        'api',
      ]);
      expect(await names('q=shop')).toEqual(['api']);
      expect(await names('state=failed&state=excluded')).toEqual([
        'legacy',
        'lost',
      ]);

      const first = (await get('/scorecards?limit=4')).body;
      expect(first.items).toHaveLength(4);
      const cursor = encodeURIComponent(first.pageInfo.nextCursor);
      const second = (await get(`/scorecards?limit=4&cursor=${cursor}`)).body;
      expect(second).toMatchObject({
        items: [{ name: 'web' }, { name: 'worker' }],
        totalItems: 6,
        pageInfo: {},
      });
    });

    it('gives out one service with everything', async () => {
      await startScanned();
      const { status, body } = await get('/scorecards/Component/Default/API');
      expect(status).toBe(200);
      expect(body).toMatchObject({
        entityRef: 'component:default/api',
        nextLevel: { level: 'gold', missing: ['rule-a', 'rule-b'] },
        dockerfiles: [
          {
            path: 'api/Dockerfile',
            text: expect.stringContaining('FROM python:3.13'),
            evaluation: {
              path: 'api/Dockerfile',
              level: 'none',
              checks: [{ rule: 'rule-a' }, { rule: 'rule-b' }],
            },
            failingSince: {
              'rule-a': body.failingSince,
              'rule-b': body.failingSince,
            },
          },
        ],
        waivers: [],
        repository: {
          url: `file:${directory.resolve('repos/mono')}`,
          revision: body.revision,
        },
        allowed: { rescan: true, requestWaiver: true, approveWaiver: true },
        scan: {
          status: 'idle',
          lastScan: {
            startedAt: expect.any(String),
            finishedAt: expect.any(String),
            outcome: 'changed',
            revision: body.revision,
          },
        },
      });
    });

    it('scans again at once when asked to, and not again right after', async () => {
      await startScanned();
      directory.addContent({
        'repos/mono/api/Dockerfile': 'FROM scratch\n# level: gold\n# score: 99',
      });
      const { status, body } = await post(
        '/scorecards/component/default/api/scan',
      );
      expect(status).toBe(202);
      expect(body).toEqual({
        entityRef: 'component:default/api',
        status: expect.stringMatching(/queued|running/),
        position: expect.any(Number),
        requestedAt: expect.stringMatching(/Z$/),
      });
      await settled();
      expect(
        (await get('/scorecards/component/default/api')).body,
      ).toMatchObject({
        level: 'gold',
        score: 99,
        failingRules: [],
        nextLevel: null,
        previous: { level: 'none', score: 20 },
      });
      const { scan } = (await get('/scorecards/component/default/api')).body;
      expect(scan).toMatchObject({
        status: 'idle',
        requestedAt: body.requestedAt,
        lastScan: { outcome: 'changed' },
      });
      expect(scan.lastScan.startedAt >= body.requestedAt).toBe(true);

      const again = await post('/scorecards/component/default/api/scan');
      expect(again.status).toBe(429);
      expect(again.body.error).toMatchObject({
        name: 'TooManyRequestsError',
        message: expect.stringMatching(/ask again after \d{4}-/),
      });
      expect(Number(again.headers['retry-after'])).toBeGreaterThan(0);
    });

    it('serves its own client', async () => {
      await startScanned();
      const client = new DockerfileScorecardClient({
        discoveryApi: {
          getBaseUrl: async id =>
            `http://127.0.0.1:${backend!.server.port()}/api/${id}`,
        },
      });
      const options = { token: mockCredentials.user.token() };
      const { items } = await client.listScorecards(
        {
          owner: ['group:default/commerce', 'group:default/frontend'],
          state: ['scored'],
          q: 'w',
          orderBy: { field: 'score', order: 'desc' },
          limit: 5,
        },
        options,
      );
      expect(items.map(item => item.name)).toEqual(['worker', 'web']);
      expect(
        await client.getScorecard('component:default/web', options),
      ).toMatchObject({ level: 'bronze' });
      expect(
        await client.getScorecard(
          { kind: 'Component', namespace: 'default', name: 'web' },
          options,
        ),
      ).toMatchObject({ score: 70 });
      expect(
        await client.requestScan('component:default/web', options),
      ).toMatchObject({ entityRef: 'component:default/web' });
      expect(await client.getScans(options)).toMatchObject({ services: 5 });
      expect((await client.listRules(options)).items).toMatchObject([
        { id: 'rule-a', aliases: ['DL0000'] },
        { id: 'rule-b' },
      ]);
      const filters = { image: ['node*'], imageUse: ['final' as const], q: '' };
      expect(
        await client.listScorecards({ ...filters, limit: 5 }, options),
      ).toMatchObject({ items: [{ name: 'web' }] });
      expect(
        await client.getHistory('component:default/web', { limit: 1 }, options),
      ).toMatchObject({ items: [{ level: 'bronze' }] });
      expect(
        await client.getFleetSummary(
          { groupBy: 'owner', owner: ['group:default/frontend'] },
          options,
        ),
      ).toMatchObject({ items: [{ key: 'group:default/frontend' }] });
      expect(
        (await client.getFleetTrend({ days: 2 }, options)).items,
      ).toHaveLength(2);
      expect(await client.getFleetMovement({ days: 2 }, options)).toEqual({
        worse: 0,
        better: 0,
        items: [],
      });
      expect(
        await client.listBaseImages({ unknownImage: false, limit: 1 }, options),
      ).toMatchObject({ totalItems: 3 });
      expect(
        await client.getBaseImageImpact({ ban: ['node:*', 'x'] }, options),
      ).toMatchObject({ affected: 1 });
      expect(await client.getRule('rule-b', options)).toMatchObject({
        services: { fail: 2 },
      });
      expect(
        await client.evaluate({ text: '# level: silver' }, options),
      ).toMatchObject({ level: 'silver' });
      const csv = await client.exportScorecards(
        { orderBy: { field: 'score', order: 'desc' } },
        options,
      );
      expect((await csv.text()).split('\r\n')[1]).toContain('worker');
      const dryRun = await client.startPolicyDryRun(
        { profile: 'strict' },
        { q: 'web' },
        options,
      );
      expect(await client.getPolicyDryRun(dryRun.id, options)).toMatchObject({
        id: dryRun.id,
      });
      const waiver = await client.requestWaiver(
        {
          entityRef: 'component:default/web',
          rule: 'rule-b',
          reason: 'soon',
          until: '2999-01-31',
        },
        options,
      );
      expect(
        await client.decideWaiver(waiver.id, 'reject', 'no', options),
      ).toMatchObject({ state: 'rejected', comment: 'no' });
      expect(
        await client.listWaivers(
          { entity: ['component:default/web'], waiverState: ['rejected'] },
          options,
        ),
      ).toMatchObject({ totalItems: 1 });
      await expect(
        client.getScorecard('component:default/none', options),
      ).rejects.toMatchObject({
        name: 'ResponseError',
        statusCode: 404,
        cause: { name: 'NotFoundError' },
      });
    });
  });

  it.each([
    ['get', '/scorecards'],
    ['get', '/scorecards/component/default/api'],
    ['post', '/scorecards/component/default/api/scan'],
    ['get', '/scans'],
    ['get', '/rules'],
    ['get', '/rules/rule-a'],
    ['get', '/scorecards/component/default/api/history'],
    ['get', '/scorecards/component/default/api/badge.svg'],
    ['get', '/scorecards/component/default/api/fixes'],
    ['get', '/scorecards/component/default/api/rewrites'],
    ['get', '/scorecards.csv'],
    ['get', '/fleet/summary'],
    ['get', '/fleet/trend'],
    ['get', '/fleet/movement'],
    ['get', '/base-images'],
    ['get', '/base-images/impact?ban=x'],
    ['get', '/policy/dry-run/x'],
    ['get', '/waivers'],
  ] as const)('wants a token for %s %s', async (method, path) => {
    await start();
    const response = await request(backend!.server)
      [method](`${BASE}${path}`)
      .set('Authorization', mockCredentials.none.header());
    expect(response.status).toBe(401);
  });

  describe('the fleet as a whole', () => {
    it('is summed up', async () => {
      await startScanned();
      const { body } = await get('/fleet/summary?groupBy=owner');
      expect(body.total).toEqual({
        key: '',
        services: 5,
        levels: { none: 1, bronze: 1, silver: 0, gold: 1 },
        notScored: 2,
        averageScore: 63.3,
      });
      expect(
        body.items.map((item: { key: string; services: number }) => [
          item.key,
          item.services,
        ]),
      ).toEqual([
        ['group:default/commerce', 2],
        ['group:default/team', 2],
        ['group:default/checkout', 1],
        ['group:default/frontend', 1],
      ]);
      const byLevel = (await get('/fleet/summary?state=scored')).body.items;
      expect(byLevel.map((item: { key: string }) => item.key).sort()).toEqual([
        'bronze',
        'gold',
        'none',
      ]);
      const byRule = (
        await get('/fleet/summary?groupBy=rule&state=scored&level=none&q=a')
      ).body.items;
      expect(byRule).toHaveLength(2);
      const everywhere = (await get('/fleet/summary?groupBy=rule')).body.items;
      expect(everywhere).toMatchObject([
        { key: 'rule-b', services: 2 },
        { key: 'rule-a', services: 1 },
      ]);
    });

    it('has a trend, movement and history', async () => {
      await startScanned();
      const trend = (await get('/fleet/trend?days=3')).body.items;
      expect(trend).toHaveLength(3);
      expect(trend[2].levels).toEqual({
        none: 1,
        bronze: 1,
        silver: 0,
        gold: 1,
      });
      expect(trend[0].levels).toEqual({
        none: 0,
        bronze: 0,
        silver: 0,
        gold: 0,
      });

      directory.addContent({
        'repos/mono/api/Dockerfile':
          'FROM scratch\n# level: silver\n# score: 80\n# fails: rule-b',
      });
      await post('/scorecards/component/default/api/scan');
      await settled();
      expect((await get('/fleet/movement')).body).toMatchObject({
        worse: 0,
        better: 1,
        items: [
          {
            service: { name: 'api', level: 'silver' },
            previousLevel: 'none',
            previousScore: 20,
            failing: [],
            fixed: ['rule-a'],
          },
        ],
      });
      const path = '/scorecards/component/default/api/history';
      const first = (await get(`${path}?limit=1`)).body;
      expect(first.items).toMatchObject([
        { level: 'silver', previousLevel: 'none', fixed: ['rule-a'] },
      ]);
      const second = (
        await get(`${path}?limit=1&cursor=${first.pageInfo.nextCursor}`)
      ).body;
      expect(second).toMatchObject({
        items: [{ level: 'none', previousLevel: null }],
        pageInfo: {},
      });
    });

    it('has an inventory of base images', async () => {
      await startScanned();
      const { body } = await get('/base-images?limit=2');
      expect(body.totalItems).toBe(3);
      expect(body.items).toMatchObject([
        { image: 'node:24-slim', services: 1, final: 1 },
        { image: 'python:3.13', services: 1 },
      ]);
      expect((await get('/scorecards?image=python*')).body.items).toMatchObject(
        [{ name: 'api' }],
      );
      expect((await get('/scorecards?unknownImage=true')).body.totalItems).toBe(
        0,
      );
      const impact = (await get('/base-images/impact?ban=node*')).body;
      expect(impact).toMatchObject({
        affected: 1,
        before: { bronze: 1 },
        items: [{ service: { name: 'web' }, images: ['node:24-slim'] }],
      });
      expect((await get('/base-images/impact')).status).toBe(400);
    });

    it('takes the same filters everywhere', async () => {
      await startScanned();
      const filters = [
        'level=none',
        'state=scored',
        'owner=group:default/commerce',
        'system=system:default/shop',
        'lifecycle=production',
        'tag=python',
        'rule=rule-a',
        'ruleState=fail',
        'image=python*',
        'imageFamily=slim',
        'imageUse=final',
        'changedSince=2020-01-01',
        'q=api',
      ].join('&');
      for (const [path, count] of [
        ['/scorecards?', 'totalItems'],
        ['/base-images?', 'totalItems'],
        ['/base-images/impact?ban=python*&', 'affected'],
      ]) {
        const { status, body } = await get(`${path}${filters}`);
        expect([path, status, body[count]]).toEqual([path, 200, 1]);
      }
      for (const path of [
        '/fleet/summary?groupBy=owner&',
        '/fleet/summary?groupBy=rule&',
        '/fleet/summary?groupBy=system&',
        '/fleet/trend?days=1&',
        '/fleet/movement?',
        '/scorecards.csv?',
      ]) {
        const { status } = await get(`${path}${filters}`);
        expect([path, status]).toEqual([path, 200]);
      }
    });

    it('knows how it does under a rule', async () => {
      await startScanned();
      expect((await get('/rules/rule-b')).body).toMatchObject({
        rule: { id: 'rule-b', aliases: ['DL0000'] },
        services: { fail: 2 },
      });
      expect((await get('/rules/none')).status).toBe(404);
    });

    it('is exported as CSV', async () => {
      await startScanned();
      const { text, headers } = await get('/scorecards.csv?orderBy=score:desc');
      expect(headers['content-type']).toMatch('text/csv');
      const lines = text.split('\r\n');
      expect(lines).toHaveLength(8);
      expect(lines[0]).toMatch(/^entityRef,title,state,level,score,/);
      expect(lines[1]).toMatch(
        /^component:default\/worker,,scored,gold,100,group:default\/commerce,/,
      );
      expect((await get('/scorecards.csv?orderBy=size')).status).toBe(400);
    });

    it('offers fixes for what a service has stored', async () => {
      await startScanned();
      const { status, body } = await get(
        '/scorecards/component/default/web/fixes',
      );
      expect(status).toBe(200);
      expect(body.items).toMatchObject([
        {
          path: 'web/Dockerfile',
          fixes: [{ title: 'Write it better', finding: { rule: 'rule-a' } }],
        },
      ]);
    });

    it('proposes a rewrite of what a service has stored, or says why not', async () => {
      await startScanned();
      const { status, body } = await get(
        '/scorecards/component/default/web/rewrites',
      );
      expect(status).toBe(200);
      expect(body.items).toEqual([
        {
          path: 'web/Dockerfile',
          rewrite: {
            kind: 'offered',
            language: 'python',
            text: expect.stringMatching(/# in two stages\n$/),
            notes: ['Check it.'],
            contentHash: 'content',
            before: { level: 'none', score: 0 },
            after: { level: 'silver', score: 90 },
          },
        },
      ]);
      const other = await get('/scorecards/component/default/api/rewrites');
      expect(other.body.items[0].rewrite).toEqual({
        kind: 'not-offered',
        reasons: ['Nothing to split off.'],
      });
    });

    it('has badges', async () => {
      await startScanned();
      const { body, headers } = await get(
        '/scorecards/component/default/web/badge.svg',
      );
      expect(headers['content-type']).toMatch('image/svg+xml');
      expect(String(body)).toContain('Dockerfile: bronze 70');
    });

    it('takes a Dockerfile that somebody typed in', async () => {
      await start();
      const evaluate = (body: object) =>
        request(backend!.server)
          .post(`${BASE}/evaluations`)
          .set('Authorization', mockCredentials.user.header())
          .send(body);
      const { status, body } = await evaluate({
        text: 'FROM scratch\n# level: silver',
      });
      expect(status).toBe(200);
      expect(body.evaluation).toMatchObject({
        kind: 'judged',
        level: 'silver',
      });
      expect((await evaluate({ file: 'x' })).status).toBe(400);
      expect((await evaluate({ text: ' '.repeat(2_000_000) })).status).toBe(
        400,
      );
    });
  });

  describe('a dry run of a policy', () => {
    const dryRun = (policy: object, query: string = '') =>
      request(backend!.server)
        .post(`${BASE}/policy/dry-run${query}`)
        .set('Authorization', mockCredentials.user.header())
        .send({ policy });
    async function finished(id: string) {
      for (let tries = 0; tries < 200; tries++) {
        const { body } = await get(`/policy/dry-run/${id}`);
        if (body.status !== 'running') return body;
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      throw new Error('The dry run does not end');
    }

    it('says who would gain and lose, and reads nothing', async () => {
      await startScanned();
      const { status, body } = await dryRun({ profile: 'harsh' });
      expect(status).toBe(202);
      expect(await finished(body.id)).toEqual({
        id: body.id,
        status: 'done',
        evaluated: 3,
        total: 3,
        result: {
          before: { none: 1, bronze: 1, silver: 0, gold: 1 },
          after: { none: 2, bronze: 0, silver: 0, gold: 1 },
          gains: 0,
          losses: 1,
          notEvaluated: 0,
          owners: [{ owner: 'group:default/frontend', gains: 0, losses: 1 }],
          rules: [{ rule: 'rule-a', services: 1 }],
          items: [
            {
              entityRef: 'component:default/web',
              title: 'web',
              owner: 'group:default/frontend',
              before: 'bronze',
              after: 'none',
              failing: ['rule-a'],
              fixed: ['rule-b'],
            },
          ],
        },
      });
      const few = await dryRun({ profile: 'harsh' }, '?q=worker');
      expect((await finished(few.body.id)).total).toBe(1);
    });

    it('refuses a policy that is wrong', async () => {
      await startScanned();
      const { status, body } = await dryRun({ profile: 'lax' });
      expect(status).toBe(400);
      expect(body.error.message).toContain('there is no profile lax');
    });

    it('is shown to nobody else', async () => {
      await startScanned();
      const { body } = await dryRun({});
      const { status } = await request(backend!.server)
        .get(`${BASE}/policy/dry-run/${body.id}`)
        .set('Authorization', mockCredentials.service.header());
      expect(status).toBe(404);
      await finished(body.id);
    });
  });

  describe('waivers', () => {
    const send = (path: string, body: object) =>
      request(backend!.server)
        .post(`${BASE}${path}`)
        .set('Authorization', mockCredentials.user.header())
        .send(body);
    const tomorrow = () =>
      new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10);
    const ask = (change: object = {}) =>
      send('/waivers', {
        entityRef: 'component:default/web',
        rule: 'rule-b',
        reason: 'The base image comes in March',
        until: tomorrow(),
        ...change,
      });
    const web = async () =>
      (await get('/scorecards/component/default/web')).body;
    async function until(level: string) {
      for (let tries = 0; tries < 500; tries++) {
        const body = await web();
        if (body.level === level) return body;
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      throw new Error(`web does not become ${level}`);
    }

    it('hold from their approval until they are revoked', async () => {
      await startScanned();
      const asked = await ask();
      expect(asked.status).toBe(201);
      expect(asked.body).toEqual({
        id: expect.any(String),
        entityRef: 'component:default/web',
        rule: 'rule-b',
        reason: 'The base image comes in March',
        until: tomorrow(),
        state: 'requested',
        requestedBy: 'user:default/mock',
        requestedAt: expect.stringMatching(/Z$/),
      });
      expect(await web()).toMatchObject({
        level: 'bronze',
        waivers: [{ state: 'requested' }],
        allowed: { requestWaiver: true, approveWaiver: true },
      });
      expect((await ask()).status).toBe(409);

      const { id } = asked.body;
      const approved = await send(`/waivers/${id}/approve`, { comment: 'ok' });
      expect(approved.body).toMatchObject({
        state: 'approved',
        decidedBy: 'user:default/mock',
        comment: 'ok',
      });
      expect(await until('gold')).toMatchObject({
        failingRules: [],
        dockerfiles: [
          {
            evaluation: {
              level: 'gold',
              checks: [
                {
                  rule: 'rule-b',
                  state: 'waived',
                  reason: `Waived in the portal until ${tomorrow()}: The base image comes in March`,
                },
              ],
            },
          },
        ],
      });
      expect((await get('/rules/rule-b')).body.services).toMatchObject({
        fail: 1,
        waived: 1,
      });
      expect((await send(`/waivers/${id}/reject`, {})).status).toBe(409);
      expect((await get('/waivers?waiverState=approved')).body).toMatchObject({
        totalItems: 1,
        items: [{ id }],
      });

      await send(`/waivers/${id}/revoke`, {});
      await until('bronze');
      expect((await get('/waivers?waiverState=approved')).body.items).toEqual(
        [],
      );
    });

    it.each([
      [{ rule: 'rule-z' }, 400, 'There is no rule rule-z'],
      [{ reason: '  ' }, 400, 'reason'],
      [{ until: '2020-01-31' }, 400, 'would have ended on 2020-01-31'],
      [{ until: '2030-02-31' }, 400, 'is not a date'],
      [{ entityRef: 'component:default/none' }, 404, 'component:default/none'],
    ])(
      'are refused when they make no sense: %j',
      async (change, status, message) => {
        await startScanned();
        const response = await ask(change);
        expect(response.status).toBe(status);
        expect(response.body.error.message).toContain(message);
      },
    );

    it('take permissions, and leave a record', async () => {
      const denied = new Set(['dockerfileScorecard.waiver.approve']);
      const permissions = mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }: { permission: Permission }) => ({
            result: denied.has(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
        authorizeConditional: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      });
      const event = { success: jest.fn(), fail: jest.fn() };
      const auditor = mockServices.auditor.mock({
        createEvent: jest.fn(async () => event),
      });
      await startScanned({ permissions, auditor });
      const { id } = (await ask()).body;
      expect((await send(`/waivers/${id}/approve`, {})).status).toBe(403);
      expect(auditor.createEvent).toHaveBeenLastCalledWith(
        expect.objectContaining({
          eventId: 'waiver-decide',
          meta: { id, decision: 'approve' },
        }),
      );
      expect(event.fail).toHaveBeenCalledTimes(1);
      expect((await web()).allowed.approveWaiver).toBe(false);
      // Who asked may take it back.
      expect((await send(`/waivers/${id}/revoke`, {})).body.state).toBe(
        'revoked',
      );
      denied.add('dockerfileScorecard.waiver.create');
      expect((await ask()).status).toBe(403);
    });
  });

  it('refuses what it does not know and says what is allowed', async () => {
    await startScanned();
    for (const [path, status, message] of [
      ['/scorecards?level=platinum', 400, 'allowed are none, bronze'],
      ['/scorecards?orderBy=size', 400, 'one of name, level, score'],
      ['/scorecards?limit=1000', 400, 'limit'],
      ['/scorecards?cursor=x', 400, 'cursor is not valid'],
      ['/scorecards?colour=red', 400, 'colour'],
      ['/scorecards?q=%00', 400, 'NUL'],
      ['/scorecards?tag=a%00', 400, 'NUL'],
      ['/scorecards?owner=a%00', 400, 'NUL'],
      ['/scorecards/component/default/a%00', 400, 'NUL'],
      ['/scorecards/component/default/none', 404, 'component:default/none'],
    ] as const) {
      const response = await get(path);
      expect([path, response.status]).toEqual([path, status]);
      expect(response.body.error.message).toContain(message);
    }
    const excluded = await post('/scorecards/component/default/legacy/scan');
    expect(excluded.status).toBe(409);
    expect(excluded.body.error.message).toContain(
      'dockerfile-scorecard/exclude',
    );
  });

  it('refuses a scan to those who may not ask for one', async () => {
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }: { permission: Permission }) => ({
          result:
            permission.name === 'dockerfileScorecard.scan.create'
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        })),
      authorizeConditional: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    });
    const event = { success: jest.fn(), fail: jest.fn() };
    const auditor = mockServices.auditor.mock({
      createEvent: jest.fn(async () => event),
    });
    await startScanned({ permissions, auditor });
    const response = await post('/scorecards/component/default/api/scan');
    expect(response.status).toBe(403);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'scan-request',
        meta: { kind: 'component', namespace: 'default', name: 'api' },
      }),
    );
    expect(event.fail).toHaveBeenCalledWith({
      error: expect.objectContaining({ name: 'NotAllowedError' }),
    });
    expect(event.success).not.toHaveBeenCalled();
    expect(response.body.error.name).toBe('NotAllowedError');
    const { body } = await get('/scorecards/component/default/api');
    expect(body.allowed.rescan).toBe(false);
  });

  it('shows a caller what the catalog shows it: lists, counts and single services', async () => {
    const everything = catalogServiceMock({ entities: entities() });
    const some = catalogServiceMock({
      entities: entities().filter(({ metadata }) => metadata.name === 'web'),
    });
    const seenBy = (credentials: unknown) =>
      (credentials as { principal: { type: string } }).principal.type === 'user'
        ? some
        : everything;
    const catalog = catalogServiceMock.mock({
      streamEntities: (query, options) =>
        seenBy(
          (options as { credentials: unknown }).credentials,
        ).streamEntities(query),
      getEntityByRef: (ref, options) =>
        seenBy(
          (options as { credentials: unknown }).credentials,
        ).getEntityByRef(ref),
    });
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async (requests, options) =>
        requests.map(() =>
          (options?.credentials as { principal: { type: string } }).principal
            .type === 'user'
            ? {
                result: AuthorizeResult.CONDITIONAL,
                pluginId: 'catalog',
                resourceType: 'catalog-entity',
                conditions: {
                  rule: 'IS_ENTITY_OWNER',
                  resourceType: 'catalog-entity',
                },
              }
            : { result: AuthorizeResult.ALLOW },
        ),
      authorize: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    });
    await startScanned({ catalog, permissions });

    expect((await get('/scorecards')).body).toMatchObject({
      items: [{ name: 'web' }],
      totalItems: 1,
    });
    expect((await get('/scans')).body).toMatchObject({
      services: 1,
      done: 1,
      failed: [],
    });
    expect((await get('/fleet/summary')).body.total.services).toBe(1);
    expect(
      (await get('/fleet/summary?groupBy=owner')).body.items,
    ).toMatchObject([{ key: 'group:default/frontend', services: 1 }]);
    expect(
      (await get('/fleet/trend?days=1')).body.items[0].levels,
    ).toMatchObject({ none: 0, bronze: 1, gold: 0 });
    expect((await get('/base-images')).body).toMatchObject({
      totalItems: 1,
      items: [{ image: 'node:24-slim' }],
    });
    expect((await get('/base-images/impact?ban=*')).body.affected).toBe(1);
    expect((await get('/rules/rule-b')).body.services.fail).toBe(1);
    expect((await get('/rules/rule-a')).body.services.fail).toBe(0);
    expect((await get('/waivers')).body.totalItems).toBe(0);
    const hidden = await request(backend!.server)
      .post(`${BASE}/waivers`)
      .set('Authorization', mockCredentials.user.header())
      .send({
        entityRef: 'component:default/api',
        rule: 'rule-a',
        reason: 'x',
        until: '2999-01-31',
      });
    expect(hidden.status).toBe(404);
    expect((await get('/scorecards.csv')).text.split('\r\n')).toHaveLength(3);
    for (const what of ['history', 'badge.svg', 'fixes', 'rewrites']) {
      const path = `/scorecards/component/default`;
      expect((await get(`${path}/web/${what}`)).status).toBe(200);
      expect((await get(`${path}/api/${what}`)).status).toBe(404);
    }
    expect((await get('/scorecards/component/default/web')).status).toBe(200);
    expect((await get('/scorecards/component/default/api')).status).toBe(404);
    expect((await post('/scorecards/component/default/api/scan')).status).toBe(
      404,
    );
  });

  it('reads through a reader that a module adds', async () => {
    const mercurial = new FakeRepositories();
    mercurial.repositories.set('https://hg.example.com/', {
      Dockerfile: '# level: silver',
    });
    const catalog = catalogServiceMock({
      entities: [component('old', { source: 'url:https://hg.example.com/' })],
    });
    const module = createBackendModule({
      pluginId: 'dockerfile-scorecard',
      moduleId: 'mercurial',
      register(env) {
        env.registerInit({
          deps: { readers: repositoryReadersExtensionPoint },
          init: async ({ readers }) => readers.addReader(mercurial),
        });
      },
    });
    await startScanned({ catalog, module });
    expect((await get('/scorecards')).body.items).toMatchObject([
      { name: 'old', level: 'silver' },
    ]);
  });

  it('does not start with a wrong configuration, and lists everything that is wrong', async () => {
    await expect(
      start({
        config: { scan: { concurrency: 0 }, policy: { profile: 'lax' } },
      }),
    ).rejects.toThrow(/concurrency(.|\n)*there is no profile lax/);
  });
});

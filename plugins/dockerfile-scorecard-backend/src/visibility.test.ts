import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  actionsRegistryServiceMock,
  type MockActionsRegistry,
} from '@backstage/backend-test-utils/alpha';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import request from 'supertest';
import { component } from './__testUtils__/entities';
import { dockerfileScorecardPlugin } from './plugin';

jest.setTimeout(120_000);

const BASE = '/api/dockerfile-scorecard';
const SERVICES = 10;
const SEEN = 3;
const TEAM = 'group:default/team';
const OLD_IMAGE = 'FROM python:3.8\nRUN pip install flask\nCMD flask run\n';
const NEW_IMAGE =
  'FROM python:3.14-slim-trixie\nUSER 10001\nCMD ["python", "-V"]\n';

interface Caller {
  principal: { type: string };
}
const isUser = (credentials: unknown) =>
  (credentials as Caller | undefined)?.principal.type === 'user';

/** Conditions that are decided here, and conditions that only the catalog can decide. */
const conditions = {
  'by ownership': {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: { claims: [TEAM] },
  },
  'by labels': {
    rule: 'HAS_LABEL',
    resourceType: 'catalog-entity',
    params: { label: 'team' },
  },
};

describe.each(Object.entries(conditions))(
  'a user who may see 3 of 10 services, %s',
  (_, condition) => {
    const directory = createMockDirectory();
    let backend: TestBackend;
    let actions: MockActionsRegistry;
    const folder = (i: number) => `repos/mono/s${i}`;
    const entities = Array.from({ length: SERVICES }, (__, i) =>
      component(`s${i}`, {
        location: `file:${directory.resolve(folder(i), 'catalog-info.yaml')}`,
        owner: i < SEEN ? TEAM : 'group:default/others',
      }),
    );

    const write = (text: string) =>
      directory.addContent(
        Object.fromEntries(
          entities.map((___, i) => [`${folder(i)}/Dockerfile`, text]),
        ),
      );
    const as = (header: string) => ({
      get: (path: string) =>
        request(backend.server)
          .get(`${BASE}${path}`)
          .set('Authorization', header),
      post: (path: string, body: object = {}) =>
        request(backend.server)
          .post(`${BASE}${path}`)
          .set('Authorization', header)
          .send(body),
    });
    const user = as(mockCredentials.user.header());
    const service = as(mockCredentials.service.header());

    async function until(isSo: () => Promise<boolean>) {
      for (let tries = 0; tries < 600; tries++) {
        if (await isSo()) return;
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      throw new Error('It did not come about in time');
    }

    beforeAll(async () => {
      write(OLD_IMAGE);
      const everything = catalogServiceMock({ entities });
      const some = catalogServiceMock({ entities: entities.slice(0, SEEN) });
      const seenBy = (options: unknown) =>
        isUser((options as { credentials: unknown }).credentials)
          ? some
          : everything;
      const catalog: CatalogService = catalogServiceMock.mock({
        streamEntities: (query, options) =>
          seenBy(options).streamEntities(query),
        getEntityByRef: (ref, options) => seenBy(options).getEntityByRef(ref),
      });
      const permissions = mockServices.permissions.mock({
        authorizeConditional: async (requests, options) =>
          requests.map(
            (): PolicyDecision =>
              isUser(options?.credentials)
                ? {
                    result: AuthorizeResult.CONDITIONAL,
                    pluginId: 'catalog',
                    resourceType: 'catalog-entity',
                    conditions: condition,
                  }
                : { result: AuthorizeResult.ALLOW },
          ),
        authorize: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      });
      actions = actionsRegistryServiceMock({
        logger: mockServices.logger.mock(),
      });
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
          permissions.factory,
          createServiceFactory({
            service: actionsRegistryServiceRef,
            deps: {},
            factory: () => actions,
          }),
          mockServices.rootConfig.factory({
            data: {
              dockerfileScorecard: {
                localRoots: [directory.resolve('repos')],
                scan: { cooldown: { seconds: 0 } },
              },
            },
          }),
        ],
      });
      const asRoot = async () =>
        (await service.get('/scorecards?rule=runs-as-root')).body.totalItems;
      await until(async () => (await asRoot()) === SERVICES);
      for (const { metadata } of entities) {
        await service.post('/waivers', {
          entityRef: `component:default/${metadata.name}`,
          rule: 'runs-as-root',
          reason: 'It is gone next month',
          until: '2999-01-31',
        });
      }
      await service.post('/campaigns', {
        title: 'Everything is gold',
        goal: { level: 'gold' },
        due: '2999-01-31',
      });
      write(NEW_IMAGE);
      for (const { metadata } of entities) {
        await service.post(
          `/scorecards/component/default/${metadata.name}/scan`,
        );
      }
      await until(async () => (await asRoot()) === 0);
    });
    afterAll(() => backend?.stop());

    const sum = (counts: Record<string, number>) =>
      Object.values(counts).reduce((total, count) => total + count, 0);

    it('is one of several: others see all of them', async () => {
      expect((await service.get('/waivers')).body.totalItems).toBe(SERVICES);
      expect((await service.get('/campaigns')).body.items).toMatchObject([
        { total: SERVICES, remaining: SERVICES },
      ]);
    });

    it.each([
      ['/scorecards', 'totalItems'],
      ['/scorecards?owner=group:default/team', 'totalItems'],
      ['/scorecards?system=system:default/none', 'totalItems', 0],
      ['/scorecards?rule=healthcheck-missing', 'totalItems', 0],
      ['/scorecards?q=s', 'totalItems'],
      ['/scorecards?image=python:3.14*', 'totalItems'],
      ['/scorecards?lifecycle=production', 'totalItems'],
      ['/scorecards?state=scored', 'totalItems'],
      ['/scorecards', 'items.length'],
      ['/scorecards.csv', 'rows'],
      ['/fleet/summary?groupBy=level', 'total.services'],
      ['/fleet/summary?groupBy=owner', 'total.services'],
      ['/fleet/summary?groupBy=lifecycle', 'items.0.services'],
      ['/fleet/summary?groupBy=type', 'items.0.services'],
      ['/fleet/trend?days=1', 'items.0.levels'],
      ['/fleet/movement', 'better'],
      ['/fleet/movement', 'items.length'],
      ['/base-images', 'items.0.services'],
      ['/base-images/impact?ban=python:*', 'affected'],
      ['/base-images/impact?ban=python:*', 'items.length'],
      ['/rules/runs-as-root', 'services'],
      ['/scans', 'services'],
      ['/scans', 'done'],
      ['/waivers', 'totalItems'],
      ['/waivers', 'items.length'],
      ['/campaigns', 'items.0.total'],
    ])('GET %s: %s', async (path, field, expected = SEEN) => {
      const { status, body, text } = await user.get(path);
      expect(status).toBe(200);
      const rows = { rows: text.trim().split('\r\n').length - 1 };
      const found = field
        .split('.')
        .reduce<unknown>(
          (value, key) => (value as Record<string, unknown>)?.[key],
          field === 'rows' ? rows : body,
        );
      expect(
        typeof found === 'number'
          ? found
          : sum(found as Record<string, number>),
      ).toBe(expected);
    });

    it('names none of the others anywhere', async () => {
      for (const path of [
        '/scorecards?limit=500',
        '/scorecards.csv',
        '/fleet/summary?groupBy=owner',
        '/fleet/movement',
        '/base-images/impact?ban=python:*',
        '/scans',
        '/waivers',
        '/campaigns',
      ]) {
        const { text } = await user.get(path);
        expect([path, /s[3-9]\b|others/.exec(text)?.[0]]).toEqual([
          path,
          undefined,
        ]);
      }
    });

    it('counts in a campaign and in a dry run', async () => {
      const { body: list } = await user.get('/campaigns');
      const { body } = await user.get(`/campaigns/${list.items[0].id}`);
      const { remaining } = body.campaign;
      expect(body.items).toHaveLength(remaining);
      expect(body.burnDown.at(-1).remaining).toBe(remaining);
      const { body: started } = await user.post('/policy/dry-run', {
        policy: { profile: 'strict' },
      });
      let run = started;
      await until(async () => {
        run = (await user.get(`/policy/dry-run/${started.id}`)).body;
        return run.status === 'done';
      });
      expect(sum(run.result.before)).toBe(SEEN);
    });

    it('gets the answer for absent services about hidden ones', async () => {
      const hidden = '/scorecards/component/default/s7';
      for (const path of ['', '/history', '/fixes', '/badge.svg']) {
        const seen = `/scorecards/component/default/s1${path}`;
        expect((await user.get(seen)).status).toBe(200);
        expect((await user.get(`${hidden}${path}`)).status).toBe(404);
      }
      expect((await user.post(`${hidden}/scan`)).status).toBe(404);
      const waiver = await user.post('/waivers', {
        entityRef: 'component:default/s7',
        rule: 'runs-as-root',
        reason: 'x',
        until: '2999-01-31',
      });
      expect(waiver.status).toBe(404);
      const [of7] = (await service.get('/waivers?entity=component:default/s7'))
        .body.items;
      const decided = await user.post(`/waivers/${of7.id}/approve`);
      expect(decided.status).toBe(404);
    });

    it('gets the same through the actions', async () => {
      const credentials = mockCredentials.user();
      const invoke = async (name: string, input: object = {}) => {
        const listed = await actions.list();
        const { id } = listed.actions.find(each => each.name === name)!;
        const { output } = await actions.invoke({
          id,
          input: input as never,
          credentials,
        });
        return output as Record<string, any>;
      };
      const scorecards = await invoke('list-scorecards');
      expect(scorecards.totalItems).toBe(SEEN);
      expect(scorecards.items).toHaveLength(SEEN);
      expect((await invoke('fleet-summary')).total.services).toBe(SEEN);
      expect((await invoke('list-campaigns')).items[0].total).toBe(SEEN);
      const rule = await invoke('explain-rule', { rule: 'runs-as-root' });
      expect(rule.failing + rule.passing).toBe(SEEN);
      const entityRef = 'component:default/s7';
      for (const name of ['get-scorecard', 'scan']) {
        await expect(invoke(name, { entityRef })).rejects.toThrow(
          /There is no service/,
        );
      }
    });
  },
);

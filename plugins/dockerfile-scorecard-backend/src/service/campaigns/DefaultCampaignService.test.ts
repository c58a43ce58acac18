import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { CampaignRequest } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Knex } from 'knex';
import { fakeEvaluation, fakeRule, testDatabases } from '../../__testUtils__';
import { after, databaseNow } from '../../database';
import {
  getService,
  saveResult,
  saveServices,
  type Visibility,
} from '../../database/operations';
import { summarize } from '../../evaluation';
import type { CatalogVisibility } from '../permissions';
import { DefaultCampaignService } from './DefaultCampaignService';

jest.setTimeout(60_000);

const databases = testDatabases();
const rules = [fakeRule('rule-a', 'bronze'), fakeRule('rule-b', 'silver')];
const DAY = 24 * 60 * 60_000;
const credentials = mockCredentials.user('user:default/ada');
const goldByEaster: CampaignRequest = {
  title: 'Gold by Easter',
  goal: { level: 'gold' },
  due: '2999-04-05',
};

describe.each(databases.ids)('DefaultCampaignService, %s', databaseId => {
  let knex: Knex;
  let now: Date;
  let visible: Visibility;
  let decision: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  let campaigns: DefaultCampaignService;

  beforeEach(async () => {
    knex = await databases.create(databaseId);
    now = await databaseNow(knex);
    visible = { kind: 'all' };
    decision = AuthorizeResult.ALLOW;
    campaigns = new DefaultCampaignService({
      knex,
      permissions: mockServices.permissions.mock({
        authorize: async requests => requests.map(() => ({ result: decision })),
      }),
      visibility: {
        of: async () => visible,
      } as unknown as CatalogVisibility,
      rules,
      today: () => now.toISOString().slice(0, 10),
    });
    for (const name of ['api', 'web', 'ops']) await add(name);
  });
  afterEach(() => knex.destroy());

  async function add(name: string) {
    await saveServices({
      knex,
      now,
      services: [
        {
          entity_ref: name,
          kind: 'Component',
          namespace: 'default',
          name,
          title: null,
          owner: name === 'ops' ? 'group:default/ops' : 'group:default/team',
          system: null,
          lifecycle: 'production',
          type: 'service',
          repository_id: name,
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
  }

  async function judge(
    name: string,
    level: 'none' | 'silver' | 'gold',
    failing: string[],
    at: Date = now,
  ) {
    const evaluation = fakeEvaluation({
      path: 'Dockerfile',
      level,
      score: 50,
      failing,
    });
    const dockerfiles = [
      {
        path: 'Dockerfile',
        evaluatedPath: 'Dockerfile',
        contentHash: 'c',
        contextHash: 'x',
        evaluationHash: 'e',
        evaluation,
      },
    ];
    await knex.transaction(async tx =>
      saveResult({
        tx,
        now: at,
        service: (await getService({ knex: tx, entityRef: name }))!,
        dockerfiles,
        result: summarize(dockerfiles, rules),
        reading: { revision: 'r' },
      }),
    );
  }
  /** As if it had been set days ago. */
  const backdate = (days: number) =>
    knex('campaigns').update({ created_at: after(now, -days * DAY) });

  it('says who has yet to reach a level, and how that went on', async () => {
    const old = after(now, -2 * DAY);
    await judge('api', 'none', ['rule-a'], old);
    await judge('web', 'silver', [], old);
    await judge('ops', 'gold', [], old);
    await judge('web', 'gold', []);
    const { id } = await campaigns.create(goldByEaster, { credentials });
    await backdate(2);
    const { items } = await campaigns.list({ credentials });
    expect(items).toMatchObject([
      { title: 'Gold by Easter', total: 3, remaining: 1 },
    ]);
    const details = await campaigns.get(id, { limit: 10 }, { credentials });
    expect(details.items.map(({ name }) => name)).toEqual(['api']);
    expect(details.burnDown.map(({ remaining }) => remaining)).toEqual([
      2, 2, 1,
    ]);
  });

  it('does so for a rule, and for the services that it is about', async () => {
    const old = after(now, -2 * DAY);
    await judge('api', 'none', ['rule-a'], old);
    await judge('web', 'none', ['rule-a', 'rule-b'], old);
    await judge('ops', 'none', ['rule-a'], old);
    await judge('api', 'silver', [], after(now, -DAY));
    const { id } = await campaigns.create(
      {
        ...goldByEaster,
        goal: { rule: 'rule-a' },
        filters: { owner: ['group:default/team'] },
      },
      { credentials },
    );
    await backdate(2);
    const { campaign, burnDown, items } = await campaigns.get(
      id,
      { limit: 10 },
      { credentials },
    );
    expect(campaign.remaining).toBe(1);
    expect(items.map(({ name }) => name)).toEqual(['web']);
    expect(burnDown.map(({ remaining }) => remaining)).toEqual([2, 1, 1]);
  });

  it('is for those who see at least one of its services', async () => {
    await judge('api', 'none', []);
    const { id } = await campaigns.create(goldByEaster, { credentials });
    const other = { credentials: mockCredentials.user('user:default/bob') };
    expect((await campaigns.list(other)).items).toHaveLength(1);
    visible = { kind: 'none' };
    expect((await campaigns.list(other)).items).toEqual([]);
    await expect(campaigns.get(id, { limit: 1 }, other)).rejects.toThrow(
      /There is no campaign/,
    );
    // who set it still finds it
    expect((await campaigns.list({ credentials })).items).toMatchObject([
      { total: 0, remaining: 0 },
    ]);
  });

  it.each<[string, Partial<CampaignRequest>, RegExp]>([
    ['a level and a rule', { goal: { level: 'gold', rule: 'x' } }, /either/],
    ['no goal', { goal: {} }, /either/],
    ['the level none', { goal: { level: 'none' } }, /bronze, silver or gold/],
    ['an unknown rule', { goal: { rule: 'rule-x' } }, /no rule rule-x/],
    ['a day that has passed', { due: '2020-01-31' }, /would have ended/],
    ['no day', { due: 'Easter' }, /not a date/],
    ['an empty title', { title: ' ' }, /title/],
    ['no entity ref', { filters: { owner: ['group:'] } }, /entity ref/],
  ])('refuses %s', async (_, change, message) => {
    await expect(
      campaigns.create({ ...goldByEaster, ...change }, { credentials }),
    ).rejects.toThrow(message);
    expect(await knex('campaigns')).toEqual([]);
  });

  it('is closed once, and comes last then', async () => {
    await judge('api', 'none', []);
    const first = await campaigns.create(goldByEaster, { credentials });
    await campaigns.create(
      { ...goldByEaster, title: 'Later', due: '2999-12-31' },
      { credentials },
    );
    const closed = await campaigns.close(first.id, { credentials });
    expect(closed.closedAt).toBeDefined();
    await expect(campaigns.close(first.id, { credentials })).rejects.toThrow(
      /closed already/,
    );
    const { items } = await campaigns.list({ credentials });
    expect(items.map(({ title }) => title)).toEqual([
      'Later',
      'Gold by Easter',
    ]);
  });

  it('is set and closed by those who have the permission', async () => {
    const { id } = await campaigns.create(goldByEaster, { credentials });
    decision = AuthorizeResult.DENY;
    await expect(
      campaigns.create(goldByEaster, { credentials }),
    ).rejects.toThrow(/dockerfileScorecard\.campaign\.manage/);
    await expect(campaigns.close(id, { credentials })).rejects.toThrow(
      /dockerfileScorecard\.campaign\.manage/,
    );
  });
});

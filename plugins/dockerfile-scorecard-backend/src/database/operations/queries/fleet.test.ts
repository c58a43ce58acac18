import type { Evaluation } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import {
  fakeEvaluation,
  fakeRule,
  testDatabases,
} from '../../../__testUtils__';
import { summarize, type EvaluatedDockerfile } from '../../../evaluation';
import { after, databaseNow } from '../../time';
import { getService, saveResult, saveServices } from '..';
import { replaceGroups } from '../sync';
import {
  getHistory,
  getImpact,
  getMovement,
  getRuleCounts,
  getSummary,
  getTrend,
  listImages,
  listServices,
  noFilters,
  type ServiceFilters,
  type Visibility,
} from '.';

jest.setTimeout(60_000);

const databases = testDatabases();
const rules = [fakeRule('rule-a', 'bronze'), fakeRule('rule-b', 'silver')];
const DAY = 24 * 60 * 60_000;

interface Result {
  level: 'none' | 'bronze' | 'silver' | 'gold';
  score?: number;
  failing?: string[];
  unknown?: string[];
  images?: Partial<
    Extract<Evaluation, { kind: 'judged' }>['baseImages'][number]
  >[];
}

function dockerfile(result: Result): EvaluatedDockerfile {
  const evaluation = fakeEvaluation({
    path: 'Dockerfile',
    level: result.level,
    score: result.score ?? 50,
    failing: result.failing ?? [],
  });
  if (evaluation.kind !== 'judged') throw new Error('not judged');
  return {
    path: 'Dockerfile',
    evaluatedPath: 'Dockerfile',
    contentHash: 'c',
    contextHash: 'x',
    evaluationHash: 'e',
    evaluation: {
      ...evaluation,
      checks: [
        ...evaluation.checks,
        ...(result.unknown ?? []).map(rule => ({
          rule,
          state: 'unknown' as const,
          findings: [],
        })),
        ...['rule-a', 'rule-b']
          .filter(
            rule =>
              !result.failing?.includes(rule) &&
              !result.unknown?.includes(rule),
          )
          .map(rule => ({ rule, state: 'pass' as const, findings: [] })),
      ],
      baseImages: (result.images ?? []).map(image => ({
        support: [],
        use: 'final' as const,
        stage: 0,
        line: 1,
        ...image,
      })),
    },
  };
}

const python = (tag: string, more: object = {}) => ({
  reference: `python:${tag}`,
  name: 'docker.io/library/python',
  tag,
  family: tag.includes('alpine') ? 'alpine' : 'slim',
  ...more,
});

describe.each(databases.ids)('fleet queries, %s', databaseId => {
  let knex: Knex;
  let now: Date;
  const all: Visibility = { kind: 'all' };
  const only = (...entityRefs: string[]): Visibility => ({
    kind: 'only',
    entityRefs,
  });
  const scope = (
    filters: Partial<ServiceFilters> = {},
    visibility: Visibility = all,
  ) => ({ knex, visibility, filters: { ...noFilters, ...filters } });

  beforeEach(async () => {
    knex = await databases.create(databaseId);
    now = await databaseNow(knex);
    await replaceGroups({
      knex,
      members: [
        { ancestor: 'group:default/org', descendant: 'group:default/org' },
        { ancestor: 'group:default/org', descendant: 'group:default/team' },
        { ancestor: 'group:default/team', descendant: 'group:default/team' },
      ],
    });
  });
  afterEach(() => knex.destroy());

  async function add(name: string, owner: string = 'group:default/team') {
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
          owner,
          system: name === 'api' ? 'system:default/shop' : null,
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

  async function judge(name: string, result: Result, at: Date = now) {
    const dockerfiles = [dockerfile(result)];
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

  const names = async (filters: Partial<ServiceFilters>) =>
    (
      await listServices({
        ...scope(filters),
        order: { field: 'name', order: 'asc' },
        limit: 50,
        after: undefined,
      })
    ).rows.map(row => row.name);

  describe('getSummary', () => {
    beforeEach(async () => {
      await add('api');
      await add('web');
      await add('ops', 'group:default/org');
      await add('new', 'user:default/ada');
      await judge('api', { level: 'none', score: 20, failing: ['rule-a'] });
      await judge('web', { level: 'gold', score: 100 });
      await judge('ops', { level: 'none', failing: ['rule-a', 'rule-b'] });
    });
    const summary = async (
      groupBy: Parameters<typeof getSummary>[0]['groupBy'],
      visibility: Visibility = all,
    ) =>
      (await getSummary({ ...scope({}, visibility), groupBy }))
        .map(row => [row.key, row.level, row.services, row.scores])
        .sort();

    it('counts a service for the groups above its owner too', async () => {
      expect(await summary('owner')).toEqual([
        ['group:default/org', 0, 2, 70],
        ['group:default/org', 3, 1, 100],
        ['group:default/team', 0, 1, 20],
        ['group:default/team', 3, 1, 100],
        ['user:default/ada', -1, 1, 0],
      ]);
      expect(await summary('direct-owner')).toEqual([
        ['group:default/org', 0, 1, 50],
        ['group:default/team', 0, 1, 20],
        ['group:default/team', 3, 1, 100],
        ['user:default/ada', -1, 1, 0],
      ]);
    });

    it('groups by what fails', async () => {
      expect(await summary('rule')).toEqual([
        ['rule-a', 0, 2, 70],
        ['rule-b', 0, 1, 50],
      ]);
    });

    it('groups by columns', async () => {
      expect(await summary('system')).toEqual([
        ['', -1, 1, 0],
        ['', 0, 1, 50],
        ['', 3, 1, 100],
        ['system:default/shop', 0, 1, 20],
      ]);
      expect(await summary('level', only('api', 'web'))).toEqual([
        ['', 0, 1, 20],
        ['', 3, 1, 100],
      ]);
    });
  });

  it('getTrend goes back from what is now, change by change', async () => {
    now = new Date('2026-11-26T12:00:00Z');
    await add('api');
    await add('web');
    await judge('api', { level: 'none' }, after(now, -4 * DAY));
    await judge('api', { level: 'silver' }, after(now, -2 * DAY));
    await judge('web', { level: 'gold' }, after(now, -DAY));
    const trend = async (visibility: Visibility) =>
      (await getTrend({ ...scope({}, visibility), days: 5, now })).map(
        ({ date, levels }) => [date.slice(8), ...levels],
      );
    expect(await trend(all)).toEqual([
      ['22', 1, 0, 0, 0],
      ['23', 1, 0, 0, 0],
      ['24', 0, 0, 1, 0],
      ['25', 0, 0, 1, 1],
      ['26', 0, 0, 1, 1],
    ]);
    expect(await trend(only('web'))).toEqual([
      ['22', 0, 0, 0, 0],
      ['23', 0, 0, 0, 0],
      ['24', 0, 0, 0, 0],
      ['25', 0, 0, 0, 1],
      ['26', 0, 0, 0, 1],
    ]);
  });

  it('getMovement says who got worse or better, and through which rule', async () => {
    for (const name of ['worse', 'better', 'same', 'new', 'long-ago']) {
      await add(name);
    }
    const old = after(now, -10 * DAY);
    await judge('worse', { level: 'gold', score: 90 }, old);
    await judge('better', { level: 'none', failing: ['rule-a'] }, old);
    await judge('same', { level: 'silver', score: 70 }, old);
    await judge('long-ago', { level: 'none' }, after(old, -DAY));
    await judge('long-ago', { level: 'gold' }, old);
    await judge(
      'worse',
      { level: 'silver', failing: ['rule-b'] },
      after(now, -DAY),
    );
    await judge('worse', { level: 'none', failing: ['rule-a', 'rule-b'] });
    await judge('better', { level: 'bronze', failing: ['rule-b'] });
    await judge('same', { level: 'none', score: 10 }, after(now, -DAY));
    await judge('same', { level: 'silver', score: 70 });
    await judge('new', { level: 'gold' });

    const movement = (visibility: Visibility = all) =>
      getMovement({
        ...scope({}, visibility),
        since: after(now, -7 * DAY),
        limit: 10,
      });
    const { worse, better, rows } = await movement();
    expect([worse, better]).toEqual([1, 1]);
    expect(rows).toMatchObject([
      {
        service: { name: 'worse', level: 0 },
        previous: { level: 3, score: 90 },
        turned: { failing: ['rule-b', 'rule-a'], mended: [] },
      },
      {
        service: { name: 'better' },
        previous: { level: 0 },
        turned: { failing: ['rule-b'], mended: ['rule-a'] },
      },
    ]);
    expect(await movement(only('better'))).toMatchObject({
      worse: 0,
      better: 1,
      rows: [{ service: { name: 'better' } }],
    });
  });

  it('getHistory gives pages of changes, the newest first', async () => {
    await add('api');
    for (const level of ['none', 'bronze', 'silver'] as const) {
      await judge('api', { level });
    }
    const page = (before?: string) =>
      getHistory({ knex, entityRef: 'api', limit: 2, before });
    const first = await page();
    expect(first.rows).toMatchObject([
      { level: 2, previous_level: 1 },
      { level: 1, previous_level: 0 },
    ]);
    const second = await page(first.next);
    expect(second.rows).toMatchObject([{ level: 0, previous_level: null }]);
    expect(second.next).toBeUndefined();
  });

  it('getRuleCounts counts states of the services that the caller sees', async () => {
    for (const name of ['a', 'b', 'c']) await add(name);
    await judge('a', { level: 'none', failing: ['rule-a'] });
    await judge('b', { level: 'gold' });
    await judge('c', { level: 'gold', unknown: ['rule-a'] });
    const counts = (visibility: Visibility) =>
      getRuleCounts({ ...scope({}, visibility), rule: 'rule-a' });
    expect(await counts(all)).toEqual({
      fail: 1,
      unknown: 1,
      waived: 0,
      pass: 1,
    });
    expect(await counts(only('b'))).toMatchObject({ fail: 0, pass: 1 });
    // A rule that begins to pass leaves nothing behind.
    await judge('a', { level: 'gold' });
    expect(await counts(all)).toMatchObject({ fail: 0, pass: 2 });
  });

  describe('images', () => {
    beforeEach(async () => {
      for (const name of ['api', 'web', 'job']) await add(name);
      await judge('api', {
        level: 'gold',
        images: [
          python('3.9-slim', { endOfLife: '2025-10-31' }),
          python('3.9-alpine', { use: 'build' }),
        ],
      });
      await judge('web', {
        level: 'bronze',
        images: [python('3.14-slim', { endOfLife: '2030-10-31' })],
      });
      await judge('job', {
        level: 'none',
        images: [
          {
            reference: 'corp/base:1',
            name: 'corp/base',
            tag: '1',
            unknown: '?',
          },
          { unknown: 'ARG BASE has no value' },
        ],
      });
    });

    it.each([
      [{ patterns: ['python'] }, ['api', 'web']],
      [{ patterns: ['python:3.9*'] }, ['api']],
      [{ patterns: ['python:3.9-slim'] }, ['api']],
      [{ patterns: ['docker.io/library/python'] }, ['api', 'web']],
      [{ patterns: ['corp/*'] }, ['job']],
      [{ patterns: ['pyth_n'] }, []],
      [{ families: ['alpine'] }, ['api']],
      [{ families: ['alpine'], uses: ['final' as const] }, []],
      [{ endOfLifeBefore: '2026-01-01' }, ['api']],
      [{ unknown: true }, ['job']],
    ])('filter the list: %j', async (images, expected) => {
      expect(
        await names({ images: { ...noFilters.images, ...images } }),
      ).toEqual(expected);
    });

    it('are listed with the services that use them', async () => {
      await judge('job', {
        level: 'none',
        images: [python('3.14-slim', { endOfLife: '2030-10-31' })],
      });
      const { rows, total } = await listImages({
        ...scope(),
        limit: 1,
        offset: 0,
      });
      expect(total).toBe(3);
      expect(rows).toEqual([
        expect.objectContaining({
          image: 'docker.io/library/python:3.14-slim',
          name: 'docker.io/library/python',
          tag: '3.14-slim',
          family: 'slim',
          end_of_life: '2030-10-31',
          services: 2,
          final: 2,
          build: 0,
        }),
      ]);
      expect(
        await listImages({ ...scope({}, only('api')), limit: 9, offset: 0 }),
      ).toMatchObject({ total: 2 });
    });

    it('that are banned or not allowed have an impact', async () => {
      const impact = async (ban: string[], allow: string[]) => {
        const { levels, rows } = await getImpact({
          ...scope(),
          ban,
          allow,
          limit: 10,
        });
        return [
          levels.map(({ level, count }) => [level, count]).sort(),
          rows.map(({ service, images }) => [service.name, images.length]),
        ];
      };
      expect(await impact(['*alpine*'], [])).toEqual([[[3, 1]], [['api', 1]]]);
      expect(await impact([], ['python'])).toEqual([[[0, 1]], [['job', 1]]]);
      expect(await impact([], ['python:3.14*', 'corp/*'])).toEqual([
        [[3, 1]],
        [['api', 2]],
      ]);
    });
  });

  it('lists by the state of a rule, and by when the result changed', async () => {
    for (const name of ['a', 'b', 'c']) await add(name);
    await judge('a', { level: 'none', failing: ['rule-a'] }, after(now, -DAY));
    await judge('b', { level: 'gold' });
    await judge('c', { level: 'gold', unknown: ['rule-a'] });
    expect(await names({ rules: ['rule-a'] })).toEqual(['a']);
    expect(await names({ rules: ['rule-a'], ruleStates: ['unknown'] })).toEqual(
      ['c'],
    );
    expect(
      await names({ rules: ['rule-a'], ruleStates: ['pass', 'fail'] }),
    ).toEqual(['a', 'b']);
    expect(await names({ ruleStates: ['unknown'] })).toEqual(['c']);
    expect(await names({ changedSince: now })).toEqual(['b', 'c']);
  });
});

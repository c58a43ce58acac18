import type { Knex } from 'knex';
import {
  fakeEvaluation,
  fakeRule,
  testDatabases,
} from '../../../__testUtils__';
import { summarize, type EvaluatedDockerfile } from '../../../evaluation';
import { databaseNow, type FleetCountRow } from '../..';
import { deleteServices, getService, saveResult, saveServices } from '..';
import { collectGarbage } from '../sync';
import { foldCounts } from '.';

jest.setTimeout(60_000);

const databases = testDatabases();
const rules = [fakeRule('rule-a', 'bronze'), fakeRule('rule-b', 'silver')];

/** The counts that the tables give when they are counted through. */
const COUNTED = [
  ...['owner', 'system', 'lifecycle', 'type', 'state'].map(
    dimension => `
      SELECT '${dimension}' AS dimension, COALESCE(${dimension}, '') AS key,
        CASE WHEN state = 'excluded' THEN -2 ELSE level END AS level, COUNT(*) AS services,
        SUM(CASE WHEN score >= 0 THEN score ELSE 0 END) AS scores, SUM(CASE WHEN score >= 0 THEN 1 ELSE 0 END) AS scored
      FROM services GROUP BY 1, 2, 3`,
  ),
  `SELECT 'rule-fail' AS dimension, rule AS key, level, COUNT(*) AS services,
     SUM(CASE WHEN score >= 0 THEN score ELSE 0 END) AS scores, SUM(CASE WHEN score >= 0 THEN 1 ELSE 0 END) AS scored
   FROM service_checks AS checks JOIN services ON services.entity_ref = checks.entity_ref
   WHERE checks.state = 'fail' GROUP BY 1, 2, 3`,
  `SELECT 'rule-' || state AS dimension, rule AS key, 0 AS level, COUNT(*) AS services, 0 AS scores, 0 AS scored
   FROM service_checks WHERE state <> 'fail' GROUP BY 1, 2`,
  `SELECT 'image' AS dimension, image AS key, 0 AS level, COUNT(DISTINCT entity_ref) AS services, 0 AS scores, 0 AS scored
   FROM service_images GROUP BY 1, 2`,
  `SELECT 'image-' || service_images.use AS dimension, image AS key, 0 AS level, COUNT(*) AS services, 0 AS scores, 0 AS scored
   FROM service_images GROUP BY 1, 2`,
].join(' UNION ALL ');

describe.each(databases.ids)('counts of the fleet, %s', databaseId => {
  let knex: Knex;
  let now: Date;

  beforeEach(async () => {
    knex = await databases.create(databaseId);
    now = await databaseNow(knex);
  });
  afterEach(() => knex.destroy());

  const sorted = (rows: FleetCountRow[]) =>
    rows
      .map(row =>
        [
          row.dimension,
          row.key,
          row.level,
          Number(row.services),
          Number(row.scores),
          Number(row.scored),
        ].join(' '),
      )
      .sort();

  /** The kept counts without days, once they are added up. */
  async function kept(): Promise<string[]> {
    await foldCounts({ knex });
    return sorted(
      await knex('fleet_counts')
        .whereNot('dimension', 'day')
        .whereNot('services', 0),
    );
  }
  async function days(): Promise<number[][]> {
    await foldCounts({ knex });
    const rows: FleetCountRow[] = await knex('fleet_counts')
      .where('dimension', 'day')
      .whereNot('services', 0)
      .orderBy('level');
    return rows.map(row => [row.level, Number(row.services)]);
  }
  const expectCounted = async () => {
    const { rows = undefined, ...sqlite } = await knex.raw(COUNTED);
    expect(await kept()).toEqual(sorted(rows ?? Object.values(sqlite)));
  };

  async function sync(name: string, more: object = {}): Promise<void> {
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
          owner: 'group:default/a',
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
          ...more,
        },
      ],
    });
  }

  async function judge(
    name: string,
    level: 'none' | 'gold',
    score: number,
    failing: string[],
    images: string[] = [],
  ): Promise<void> {
    const evaluation = fakeEvaluation({
      path: 'Dockerfile',
      level,
      score,
      failing,
    });
    if (evaluation.kind !== 'judged') throw new Error('not judged');
    const dockerfiles: EvaluatedDockerfile[] = [
      {
        path: 'Dockerfile',
        evaluatedPath: 'Dockerfile',
        contentHash: 'c',
        contextHash: 'x',
        evaluationHash: 'e',
        evaluation: {
          ...evaluation,
          checks: [
            ...evaluation.checks,
            ...['rule-a', 'rule-b']
              .filter(rule => !failing.includes(rule))
              .map(rule => ({ rule, state: 'pass' as const, findings: [] })),
          ],
          baseImages: images.flatMap(tag =>
            (['final', 'build'] as const).map(use => ({
              support: [],
              use,
              stage: 0,
              line: 1,
              reference: `python:${tag}`,
              name: 'python',
              tag,
            })),
          ),
        },
      },
    ];
    await knex.transaction(async tx =>
      saveResult({
        tx,
        now,
        service: (await getService({ knex: tx, entityRef: name }))!,
        dockerfiles,
        result: summarize(dockerfiles, rules),
        reading: { revision: 'r' },
      }),
    );
  }

  it('are what counting would give, whatever happens to services', async () => {
    await sync('api');
    await sync('web', { system: 'system:default/shop' });
    await sync('ops', { owner: 'group:default/b' });
    await expectCounted();
    await judge('api', 'none', 20, ['rule-a'], ['3.9']);
    await judge('web', 'none', 40, ['rule-a', 'rule-b'], ['3.9', '3.14']);
    await expectCounted();
    // another level, with a rule that goes on failing
    await judge('web', 'gold', 90, ['rule-b'], ['3.14']);
    await expectCounted();
    // only the score
    await judge('web', 'gold', 95, ['rule-b'], ['3.14']);
    await expectCounted();
    await sync('api', { owner: 'group:default/b' });
    await expectCounted();
    await sync('api', { exclusion: { state: 'excluded', reason: 'x' } });
    await expectCounted();
    await deleteServices({ knex, entityRefs: ['web'] });
    await expectCounted();
    expect(await kept()).toContain('owner group:default/a -2 1 0 0');
  });

  it('know by day which levels services came to and left', async () => {
    await sync('api');
    await sync('web');
    await judge('api', 'none', 20, []);
    await judge('web', 'gold', 90, []);
    await judge('api', 'gold', 90, []);
    expect(await days()).toEqual([[3, 2]]);
    await deleteServices({ knex, entityRefs: ['web'] });
    expect(await days()).toEqual([[3, 1]]);
    await collectGarbage({
      knex,
      now: new Date(now.getTime() + 10_000),
      historyRetention: 0,
    });
    // The newest row stays; it says that the service left `none`, to which it came in a row that is gone.
    expect(await days()).toEqual([
      [0, -1],
      [3, 1],
    ]);
  });

  it('are added up once, by whichever replica comes first', async () => {
    await sync('api');
    await Promise.all([foldCounts({ knex }), foldCounts({ knex })]);
    expect(await kept()).toContain('owner group:default/a -1 1 0 0');
    await expectCounted();
  });
});

import type { ScorecardOrderField } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Knex } from 'knex';
import { testDatabases } from '../../../__testUtils__';
import type { ServiceRow } from '../../tables';
import { after, databaseNow } from '../../time';
import { addRepositories, replaceGroups, saveServices } from '../sync';
import {
  getScans,
  listServices,
  noFilters,
  type PageEnd,
  type ServiceCriteria,
  type ServiceFilters,
  type Visibility,
} from '.';

jest.setTimeout(60_000);

const databases = testDatabases();
const all: Visibility = { kind: 'all' };
interface Sample extends Partial<ServiceRow> {
  title?: string;
  reason?: string;
  rules?: string[];
  tagList?: string[];
}

const fleet: Record<string, Sample> = {
  apple: {
    level: 3,
    score: 98,
    owner: 'group:default/fruit',
    system: 'system:default/shop',
    tagList: ['python'],
    changed_at: new Date(4000),
  },
  banana: {
    title: 'A yellow 100%_thing',
    level: 0,
    score: 12,
    owner: 'group:default/tropical',
    lifecycle: 'experimental',
    tagList: ['python', 'flask'],
    rules: ['runs-as-root', 'eol-base'],
    changed_at: new Date(2000),
  },
  cherry: {
    level: 0,
    score: 55,
    owner: 'group:default/fruit',
    rules: ['eol-base'],
    changed_at: new Date(3000),
  },
  date: { state: 'no-dockerfile', owner: 'user:default/ada' },
  elder: { state: 'failed', failed_at: new Date(5000), reason: 'gone' },
  fig: { state: 'excluded' },
};

describe.each(databases.ids)('queries, %s', databaseId => {
  let knex: Knex;
  let statements: string[];

  beforeAll(async () => {
    knex = await databases.create(databaseId);
    const now = await databaseNow(knex);
    await saveServices({
      knex,
      now,
      services: Object.entries(fleet).map(([name, sample]) => ({
        entity_ref: name,
        kind: 'Component',
        namespace: 'default',
        name,
        title: sample.title ?? null,
        owner: sample.owner ?? '',
        system: sample.system ?? null,
        lifecycle: sample.lifecycle ?? 'production',
        type: 'service',
        repository_id: name,
        folder: '',
        paths: null,
        catalog_hash: 'hash',
        tags: sample.tagList ?? [],
        owners: sample.owner ? [sample.owner] : [],
        exclusion: undefined,
        moved: true,
      })),
    });
    for (const [name, sample] of Object.entries(fleet)) {
      const {
        rules = [],
        tagList: _,
        title: _title,
        reason,
        ...columns
      } = sample;
      const scored = columns.level !== undefined;
      await knex<ServiceRow>('services')
        .where({ entity_ref: name })
        .update({
          state: scored ? 'scored' : 'pending',
          unscored: scored ? 0 : 1,
          ...columns,
        });
      if (reason) {
        await knex('service_details')
          .where({ entity_ref: name })
          .update({ reason });
      }
      for (const rule of rules) {
        await knex('service_checks').insert({
          entity_ref: name,
          rule,
          state: 'fail',
        });
      }
    }
    await replaceGroups({
      knex,
      members: [
        ['food', 'food'],
        ['food', 'fruit'],
        ['food', 'tropical'],
        ['fruit', 'fruit'],
        ['fruit', 'tropical'],
      ].map(([ancestor, descendant]) => ({
        ancestor: `group:default/${ancestor}`,
        descendant: `group:default/${descendant}`,
      })),
    });
    knex.on('query', ({ sql }) => statements?.push(sql));
  });
  afterAll(() => knex.destroy());
  beforeEach(() => {
    statements = [];
  });

  async function list(
    filters: Partial<ServiceFilters> = {},
    options: {
      field?: ScorecardOrderField;
      order?: 'asc' | 'desc';
      limit?: number;
      after?: PageEnd;
      visibility?: Visibility;
    } = {},
  ) {
    const { rows, total, end } = await listServices({
      knex,
      visibility: options.visibility ?? all,
      filters: { ...noFilters, ...filters },
      order: { field: options.field ?? 'name', order: options.order ?? 'asc' },
      limit: options.limit ?? 50,
      after: options.after,
    });
    return { names: rows.map(row => row.name), total, end };
  }

  it.each<[string, Partial<ServiceFilters>, string[]]>([
    ['nothing', {}, ['banana', 'apple', 'cherry', 'date', 'elder', 'fig']],
    ['level', { levels: ['none'] }, ['banana', 'cherry']],
    ['levels', { levels: ['none', 'gold'] }, ['banana', 'apple', 'cherry']],
    ['state', { states: ['no-dockerfile', 'failed'] }, ['date', 'elder']],
    ['owner', { owners: ['group:default/tropical'] }, ['banana']],
    [
      'owner with groups below',
      { owners: ['group:default/food'] },
      ['banana', 'apple', 'cherry'],
    ],
    ['owner that is a user', { owners: ['user:default/ada'] }, ['date']],
    ['unknown owner', { owners: ['group:default/none'] }, []],
    ['system', { systems: ['system:default/shop'] }, ['apple']],
    ['lifecycle', { lifecycles: ['experimental'] }, ['banana']],
    ['tag', { tags: ['flask', 'python'] }, ['banana', 'apple']],
    ['rule', { rules: ['eol-base'] }, ['banana', 'cherry']],
    ['rules', { rules: ['eol-base', 'runs-as-root'] }, ['banana', 'cherry']],
    ['text in the name', { text: 'AN' }, ['banana']],
    ['text in the title', { text: 'yellow' }, ['banana']],
    ['text with signs of LIKE', { text: '0%_t' }, ['banana']],
    ['a sign of LIKE that stands nowhere', { text: 'b_n' }, []],
    [
      'several filters at once',
      { levels: ['none'], tags: ['python'], rules: ['eol-base'] },
      ['banana'],
    ],
  ])('filters by %s', async (_, filters, names) => {
    expect(await list(filters)).toMatchObject({ names, total: names.length });
  });

  it.each<[ScorecardOrderField, 'asc' | 'desc', string[]]>([
    ['name', 'desc', ['fig', 'elder', 'date', 'cherry', 'apple', 'banana']],
    ['level', 'asc', ['banana', 'cherry', 'apple', 'date', 'elder', 'fig']],
    ['level', 'desc', ['apple', 'cherry', 'banana', 'fig', 'elder', 'date']],
    ['score', 'asc', ['banana', 'cherry', 'apple', 'date', 'elder', 'fig']],
    ['score', 'desc', ['apple', 'cherry', 'banana', 'fig', 'elder', 'date']],
    ['owner', 'asc', ['elder', 'fig', 'apple', 'cherry', 'banana', 'date']],
    [
      'changedAt',
      'desc',
      ['apple', 'cherry', 'banana', 'fig', 'elder', 'date'],
    ],
  ])('orders by %s %s, the same in pages', async (field, order, names) => {
    expect((await list({}, { field, order })).names).toEqual(names);
    for (const limit of [1, 2, 5]) {
      const paged: string[] = [];
      let end: PageEnd | undefined;
      do {
        const page = await list({}, { field, order, limit, after: end });
        expect(page.total).toBe(6);
        paged.push(...page.names);
        end = page.end;
      } while (end);
      expect(paged).toEqual(names);
    }
  });

  it('goes on at the right place when services before it are gone', async () => {
    const first = await list({}, { limit: 2 });
    await knex('services').where({ name: 'apple' }).update({ sort_name: 'zz' });
    const second = await list({}, { limit: 2, after: first.end });
    expect(second.names).toEqual(['cherry', 'date']);
    await knex('services')
      .where({ name: 'apple' })
      .update({ sort_name: 'apple' });
  });

  it.each<[string, Visibility, string[]]>([
    ['none', { kind: 'none' }, []],
    ['no refs', { kind: 'only', entityRefs: [] }, []],
    [
      'some',
      { kind: 'only', entityRefs: ['cherry', 'apple', 'unknown'] },
      ['apple', 'cherry'],
    ],
  ])('shows only what may be seen: %s', async (_, visibility, names) => {
    expect(await list({}, { visibility })).toMatchObject({
      names,
      total: names.length,
    });
  });

  it.each<[ServiceCriteria, string[]]>([
    [{ owners: ['group:default/fruit'] }, ['apple', 'cherry']],
    [{ owners: [] }, []],
    [
      { kinds: ['component'] },
      ['banana', 'apple', 'cherry', 'date', 'elder', 'fig'],
    ],
    [{ kinds: ['api'] }, []],
    [
      {
        anyOf: [
          { owners: ['user:default/ada'] },
          {
            allOf: [
              { kinds: ['component'] },
              { owners: ['group:default/tropical'] },
            ],
          },
        ],
      },
      ['banana', 'date'],
    ],
    [{ tag: 'python' }, ['banana', 'apple']],
    [{ property: 'lifecycle', value: 'experimental' }, ['banana']],
    [{ property: 'name', value: 'date' }, ['date']],
    [{ property: 'namespace', value: 'other' }, []],
    [
      { allOf: [{ property: 'type' }, { property: 'name', value: 'fig' }] },
      ['fig'],
    ],
    [{ anyOf: [] }, []],
    [{ allOf: [{ owners: ['user:default/ada'] }, { kinds: ['api'] }] }, []],
  ])(
    'shows what the conditions of the catalog allow: %j',
    async (criteria, expected) => {
      const { names, total } = await list(
        {},
        { visibility: { kind: 'matching', criteria } },
      );
      expect(names).toEqual(expected);
      expect(total).toBe(expected.length);
    },
  );

  it('takes a fixed number of statements, however many services there are and may be seen', async () => {
    const entityRefs = Array.from({ length: 40_000 }, (_, i) => `ref-${i}`);
    await list(
      { owners: ['group:default/food'], tags: ['python'] },
      { visibility: { kind: 'only', entityRefs } },
    );
    // Groups below the owner, the count, the page.
    expect(statements).toHaveLength(3);
  });

  it('counts scans', async () => {
    const now = await databaseNow(knex);
    await addRepositories({
      knex,
      now,
      repositories: Object.keys(fleet).map(id => ({ id, url: id, host: '' })),
    });
    await knex('repositories').update({ due_at: after(now, 60_000) });
    await knex('repositories').where({ id: 'apple' }).update({ lease: 'x' });
    await knex('repositories')
      .whereIn('id', ['banana', 'fig'])
      .update({ due_at: now });
    expect(await getScans({ knex, visibility: all })).toEqual({
      counts: { services: 5, due: 1, running: 1, done: 4 },
      failed: [
        { entityRef: 'elder', reason: 'gone', at: '1970-01-01T00:00:05.000Z' },
      ],
      sync: {
        succeededAt: undefined,
        failedAt: undefined,
        error: undefined,
        skipped: 0,
      },
    });
    expect(
      await getScans({
        knex,
        visibility: { kind: 'only', entityRefs: ['apple'] },
      }),
    ).toMatchObject({
      counts: { services: 1, due: 0, running: 1, done: 1 },
      failed: [],
    });
    expect(
      await getScans({ knex, visibility: { kind: 'none' } }),
    ).toMatchObject({ counts: { services: 0, due: 0, running: 0, done: 0 } });
  });
});

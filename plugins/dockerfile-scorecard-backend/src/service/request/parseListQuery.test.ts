import { noFilters } from '../../database/operations';
import { createCursor } from './cursor';
import { parseListQuery, type RawListQuery } from './parseListQuery';

const end = { unscored: 0, value: 'api', entityRef: 'component:default/api' };

describe('parseListQuery', () => {
  it('has defaults', () => {
    expect(parseListQuery({})).toEqual({
      filters: noFilters,
      order: { field: 'name', order: 'asc' },
      limit: 50,
      after: undefined,
    });
  });

  it('understands all parameters', () => {
    expect(
      parseListQuery({
        level: ['none', 'gold'],
        state: ['scored'],
        owner: ['Payments', 'user:default/Ada'],
        system: ['shop'],
        lifecycle: ['production'],
        tag: ['python'],
        rule: ['eol-base'],
        q: '  api ',
        orderBy: 'score:desc',
        limit: 500,
      }),
    ).toMatchObject({
      filters: {
        levels: ['none', 'gold'],
        states: ['scored'],
        owners: ['group:default/payments', 'user:default/ada'],
        systems: ['system:default/shop'],
        lifecycles: ['production'],
        tags: ['python'],
        rules: ['eol-base'],
        text: 'api',
      },
      order: { field: 'score', order: 'desc' },
      limit: 500,
    });
  });

  it.each<[RawListQuery, string]>([
    [{ level: ['platinum'] }, 'allowed are none, bronze, silver, gold'],
    [
      { state: ['fine'] },
      'allowed are scored, not-judged, no-dockerfile, pending',
    ],
    [{ owner: [':'] }, 'owner wants [kind:][namespace/]name'],
    [{ orderBy: 'size:asc' }, 'one of name, level, score, owner, changedAt'],
    [{ orderBy: 'name:up' }, '<field>:asc or <field>:desc'],
    [{ orderBy: 'name:asc:desc' }, '<field>:asc or <field>:desc'],
    [{ limit: 0 }, 'from 1 to 500'],
    [{ limit: 501 }, 'from 1 to 500'],
    [{ limit: 1.5 }, 'from 1 to 500'],
    [{ cursor: 'nonsense' }, 'The cursor is not valid'],
    [
      { cursor: Buffer.from('{"query":"x"}').toString('base64url') },
      'The cursor is not valid',
    ],
  ])('refuses %j and says what is allowed', (query, message) => {
    expect(() => parseListQuery(query)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('goes on from a cursor', () => {
    const query = { level: ['none'], orderBy: 'name:asc' };
    const cursor = createCursor(end, parseListQuery(query));
    expect(parseListQuery({ ...query, cursor }).after).toEqual(end);
    // Another size of page is fine.
    expect(parseListQuery({ ...query, cursor, limit: 7 }).after).toEqual(end);
  });

  it.each<[RawListQuery]>([
    [{ level: ['gold'], orderBy: 'name:asc' }],
    [{ level: ['none'], orderBy: 'name:desc' }],
  ])('refuses a cursor of another query: %j', query => {
    const cursor = createCursor(end, parseListQuery({ level: ['none'] }));
    expect(() => parseListQuery({ ...query, cursor })).toThrow(
      'belongs to another query',
    );
  });

  describe('refuses a cursor that was not made here', () => {
    const forged = (orderBy: string, change: Record<string, unknown>) => {
      const query = parseListQuery({ orderBy });
      const cursor = createCursor(
        { unscored: 0, value: 1, entityRef: 'a' },
        query,
      );
      const data = JSON.parse(
        Buffer.from(cursor, 'base64url').toString('utf8'),
      );
      const text = JSON.stringify({ ...data, ...change });
      return () =>
        parseListQuery({
          orderBy,
          cursor: Buffer.from(text).toString('base64url'),
        });
    };
    it.each([
      ['score:asc', { value: 'text' }],
      ['score:asc', { value: 1.5 }],
      ['level:asc', { value: 1e300 }],
      ['score:asc', { unscored: 9e9 }],
      ['name:asc', { value: 1 }],
      ['name:asc', { value: 'a\0' }],
      ['name:asc', { value: 'a', entityRef: '\0' }],
      ['changedAt:asc', { value: 1e17 }],
      ['changedAt:asc', { value: 'yesterday' }],
    ])('%s %j', (orderBy, change) => {
      expect(forged(orderBy, change)).toThrow('cursor is not valid');
    });
    it('but takes its own', () => {
      expect(forged('score:asc', {})).not.toThrow();
    });
  });
});

import type { Knex } from 'knex';
import { testDatabases } from '../../../__testUtils__';
import { after, databaseNow } from '../../time';
import { collectGarbage } from './collectGarbage';

jest.setTimeout(60_000);

const databases = testDatabases();
const HOUR = 3_600_000;

describe.each(databases.ids)('collectGarbage, %s', databaseId => {
  let knex: Knex;
  let now: Date;

  beforeEach(async () => {
    knex = await databases.create(databaseId);
    now = await databaseNow(knex);
  });
  afterEach(() => knex.destroy());

  const collect = () =>
    collectGarbage({ knex, now, historyRetention: 100 * HOUR });

  it('deletes texts that nothing refers to, after a day of grace', async () => {
    await knex('contents').insert([
      { hash: 'new', text: '', used_at: after(now, -23 * HOUR) },
      { hash: 'old', text: '', used_at: after(now, -25 * HOUR) },
    ]);
    await collect();
    expect(await knex('contents').pluck('hash')).toEqual(['new']);
  });

  it('deletes old history, but not the newest row of a service', async () => {
    for (const entity_ref of ['a', 'b']) {
      await knex('services').insert({
        entity_ref,
        kind: '',
        namespace: '',
        name: '',
        sort_name: '',
        search_text: '',
        owner: '',
        catalog_hash: '',
        folder: '',
        state: 'scored',
        unscored: 0,
        level: 0,
        score: 0,
        changed_at: now,
      });
    }
    const row = (entity_ref: string, hours: number, score: number) => ({
      entity_ref,
      at: after(now, -hours * HOUR),
      state: 'scored',
      level: 0,
      score,
      turned: '{}',
    });
    for (const each of [
      row('a', 300, 1),
      row('a', 200, 2),
      row('b', 300, 3),
      row('b', 50, 4),
    ]) {
      await knex('history').insert(each);
    }
    await collect();
    expect(await knex('history').orderBy('id').pluck('score')).toEqual([2, 4]);
  });

  it('forgets who asked for scans', async () => {
    await knex('scan_requests').insert([
      { requester: 'new', at: after(now, -HOUR) },
      { requester: 'old', at: after(now, -3 * HOUR) },
    ]);
    await collect();
    expect(await knex('scan_requests').pluck('requester')).toEqual(['new']);
  });
});

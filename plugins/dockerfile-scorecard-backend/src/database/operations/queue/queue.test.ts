import type { Knex } from 'knex';
import { testDatabases } from '../../../__testUtils__';
import type { RepositoryRow } from '../../tables';
import { after, databaseNow, toDate } from '../../time';
import { addRepositories, rereadRepositories } from '../sync';
import {
  claimRepository,
  getQueueState,
  joinEvaluation,
  LeaseLostError,
  markForEvaluation,
  pauseAfter,
  recordHostFailure,
  releaseRepository,
  renewLease,
  requestScan,
  unblockHost,
  type Claim,
  type HostFailure,
} from '.';

jest.setTimeout(60_000);

const databases = testDatabases();
const LEASE = { leaseMs: 60_000 };
const HOUR = 3_600_000;

describe.each(databases.ids)('scan queue, %s', databaseId => {
  let knex: Knex;
  let now: Date;

  beforeEach(async () => {
    knex = await databases.create(databaseId);
    now = await databaseNow(knex);
  });
  afterEach(() => knex.destroy());

  async function add(...ids: string[]) {
    await addRepositories({
      knex,
      now,
      repositories: ids.map(id => ({ id, url: `url:${id}`, host: 'host' })),
    });
  }
  const row = (id: string) =>
    knex<RepositoryRow>('repositories').where({ id }).first();
  const set = (id: string, changes: Partial<RepositoryRow>) =>
    knex<RepositoryRow>('repositories').where({ id }).update(changes);
  const claim = () => claimRepository({ knex, ...LEASE });
  async function mustClaim(): Promise<Claim> {
    const claimed = await claim();
    if (!claimed) throw new Error('nothing was due');
    return claimed;
  }
  const release = (
    held: Claim,
    options: { changes?: Partial<RepositoryRow> } = {},
  ) =>
    knex.transaction(async tx =>
      releaseRepository({
        tx,
        claim: held,
        now: await databaseNow(tx),
        nextReadAt: after(now, HOUR),
        changes: options.changes ?? {},
      }),
    );

  it('gives each repository to one worker, however many ask at once', async () => {
    const ids = Array.from({ length: 40 }, (_, i) => `r${i}`);
    await add(...ids);
    const claimed: string[] = [];
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let misses = 0; misses < 20; ) {
          const got = await claim();
          if (got) claimed.push(got.id);
          else misses++;
        }
      }),
    );
    expect(claimed.sort()).toEqual(ids.sort());
  });

  it('has nothing to give when nothing is due', async () => {
    await add('a');
    await set('a', { due_at: after(now, HOUR) });
    expect(await claim()).toBeUndefined();
  });

  it('gives what was asked for first, then what has waited longest', async () => {
    await add('late', 'early', 'asked');
    await set('early', { due_at: after(now, -2000) });
    await set('late', { due_at: after(now, -1000) });
    await set('asked', { due_at: after(now, -500), priority: 0 });
    const order = [await mustClaim(), await mustClaim(), await mustClaim()];
    expect(order.map(({ id }) => id)).toEqual(['asked', 'early', 'late']);
  });

  it('gives a repository to another worker when the lease has ended', async () => {
    await add('a');
    const crashed = await mustClaim();
    expect(await claim()).toBeUndefined();
    await set('a', { due_at: after(now, -1) });
    const second = await mustClaim();
    expect(second.id).toBe('a');
    expect(second.lease).not.toBe(crashed.lease);

    await expect(
      release(crashed, { changes: { revision: 'of the crashed' } }),
    ).rejects.toThrow(LeaseLostError);
    await release(second, { changes: { revision: 'of the second' } });
    expect(await row('a')).toMatchObject({
      revision: 'of the second',
      lease: null,
    });
  });

  it('is only judged again when its reading is not due', async () => {
    await add('a', 'b');
    await set('a', { due_at: after(now, -2), read_at: after(now, HOUR) });
    await set('b', { due_at: after(now, -1), read_at: after(now, -1) });
    expect((await mustClaim()).work).toBe('evaluate');
    expect((await mustClaim()).work).toBe('read');
  });

  it('gives out together what is only judged again', async () => {
    await add('a', 'b', 'c', 'read', 'broken');
    const later = { due_at: after(now, -1), read_at: after(now, HOUR) };
    for (const id of ['a', 'b', 'c']) await set(id, later);
    await set('a', { priority: 0 });
    await set('broken', { ...later, attempts: 3 });
    const first = await mustClaim();
    expect(first).toMatchObject({ id: 'a', work: 'evaluate' });
    expect(first.others.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(
      await renewLease({ knex, claims: [first, ...first.others], ...LEASE }),
    ).toBe(true);
    const rest = [await mustClaim(), await mustClaim()];
    expect(rest.map(({ id, work }) => [id, work]).sort()).toEqual([
      ['broken', 'set-aside'],
      ['read', 'read'],
    ]);
    await release(first.others[0]);
    expect(await renewLease({ knex, claims: first.others, ...LEASE })).toBe(
      false,
    );
  });

  it('rests until its next reading', async () => {
    await add('a');
    await release(await mustClaim(), { changes: { etag: 'e' } });
    const { due_at, read_at, ...rest } = (await row('a'))!;
    expect(toDate(due_at)).toEqual(after(now, HOUR));
    expect(toDate(read_at)).toEqual(after(now, HOUR));
    expect(rest).toMatchObject({ lease: null, etag: 'e', priority: 1 });
    expect(await getQueueState({ knex, repositoryId: 'a' })).toMatchObject({
      status: 'idle',
    });
  });

  describe('requestScan', () => {
    const request = (repositoryId: string, cooldownMs = 30_000) =>
      requestScan({
        knex,
        repositoryId,
        cooldownMs,
        requester: { id: 'user', mostPerHour: 3 },
      });
    const state = (repositoryId: string) =>
      getQueueState({ knex, repositoryId });

    it('goes before everything that waits for its turn', async () => {
      await add('a', 'b', 'c');
      await set('c', { due_at: after(now, HOUR), read_at: after(now, HOUR) });
      expect(await request('c')).toMatchObject({ kind: 'queued' });
      expect(await state('c')).toMatchObject({ status: 'queued', position: 1 });
      expect(await mustClaim()).toMatchObject({ id: 'c', work: 'read' });
      expect(await state('c')).toMatchObject({ status: 'running' });
    });

    it('gives the same place when asked again', async () => {
      await add('a', 'b');
      await request('a');
      await request('b');
      const ticket = (await row('b'))!.ticket;
      expect(await request('b')).toMatchObject({ kind: 'queued' });
      expect(await state('b')).toMatchObject({ status: 'queued', position: 2 });
      expect((await row('b'))!.ticket).toBe(ticket);
    });

    it('is refused for a while after a scan', async () => {
      await add('a');
      await request('a');
      await release(await mustClaim());
      expect(await request('a')).toMatchObject({ kind: 'too-soon' });
      expect(await request('a', 0)).toMatchObject({ kind: 'queued' });
    });

    it('is not lost while the repository is being scanned', async () => {
      await add('a');
      const first = await mustClaim();
      expect(await request('a')).toMatchObject({ kind: 'running' });
      expect(await request('a')).toMatchObject({ kind: 'running' });
      // The lease still holds.
      expect(await claim()).toBeUndefined();
      await release(first, { changes: { etag: 'e' } });
      expect(await mustClaim()).toMatchObject({
        id: 'a',
        work: 'read',
        etag: undefined,
      });
    });

    it('says when it was asked for, so that an older scan is not taken for the answer', async () => {
      await add('a');
      const first = await mustClaim();
      const asked = await request('a');
      if (asked.kind !== 'running') throw new Error(asked.kind);
      expect(asked.requestedAt >= first.startedAt).toBe(true);
      expect((await state('a')).requestedAt).toEqual(asked.requestedAt);
      await release(first, {
        changes: {
          scan_started_at: first.startedAt,
          scan_finished_at: now,
          scan_outcome: 'changed',
        },
      });
      expect(await state('a')).toMatchObject({
        status: 'queued',
        lastScan: { startedAt: first.startedAt, outcome: 'changed' },
      });
    });

    it('is refused to those who ask too often, of whatever services', async () => {
      await add('a', 'b', 'c', 'd');
      for (const id of ['a', 'b', 'c']) {
        expect(await request(id)).toMatchObject({ kind: 'queued' });
      }
      const refused = await request('d');
      if (refused.kind !== 'too-many') throw new Error(refused.kind);
      expect(refused.retryAt > after(now, HOUR - 10_000)).toBe(true);
      // Asking for what is in the queue anyway costs nothing.
      expect(await request('a')).toMatchObject({ kind: 'queued' });
    });

    it('knows no repository that is not there', async () => {
      expect(await request('gone')).toEqual({ kind: 'unknown-repository' });
    });
  });

  it('gives out what is due at a time finer than a millisecond', async () => {
    await add('a');
    if (databaseId !== 'SQLITE_3') {
      await knex.raw(
        "UPDATE repositories SET due_at = date_trunc('milliseconds', due_at) - interval '0.4 ms'",
      );
    }
    expect((await mustClaim()).id).toBe('a');
  });

  it('keeps a lease for as long as it is renewed', async () => {
    await add('a');
    const held = await mustClaim();
    await set('a', { due_at: after(now, -1) });
    expect(await renewLease({ knex, claims: [held], ...LEASE })).toBe(true);
    expect(await claim()).toBeUndefined();
    await set('a', { due_at: after(now, -1) });
    await mustClaim();
    expect(await renewLease({ knex, claims: [held], ...LEASE })).toBe(false);
  });

  it('sets a repository aside that has ended three workers', async () => {
    await add('a');
    const works = [];
    for (let crash = 0; crash < 4; crash++) {
      works.push((await mustClaim()).work);
      await set('a', { due_at: after(now, -1) });
    }
    expect(works).toEqual(['read', 'read', 'read', 'set-aside']);
    const last = await mustClaim();
    await release(last);
    await set('a', { due_at: after(now, -1), read_at: after(now, -1) });
    expect((await mustClaim()).work).toBe('read');
  });

  it('reads no more from a host than the replica wants', async () => {
    await add('a', 'b');
    await set('b', { host: 'other' });
    expect(
      await claimRepository({ knex, ...LEASE, busyHosts: ['host'] }),
    ).toMatchObject({ id: 'b' });
  });

  describe('hosts', () => {
    const fail = (
      repositoryId: string,
      failure: Partial<HostFailure> = {},
      startedAt = after(now, -1),
    ) =>
      knex.transaction(tx =>
        recordHostFailure({
          tx,
          host: 'host',
          repositoryId,
          startedAt,
          now,
          failure: { kind: 'limited', retryAt: undefined, ...failure },
          reason: 'why',
        }),
      );
    const host = () => knex('hosts').where({ host: 'host' }).first();
    const succeed = (startedAt: Date) =>
      knex.transaction(tx => unblockHost({ tx, host: 'host', startedAt }));

    it('are left alone when they limit the rate', async () => {
      await add('a', 'b');
      await set('b', { host: 'other' });
      await fail('a');
      expect((await mustClaim()).id).toBe('b');
      expect(await claim()).toBeUndefined();
      await succeed(after(now, 1));
      expect((await mustClaim()).id).toBe('a');
    });

    it('are left alone for as long as they ask', async () => {
      await add('a');
      const retryAt = after(now, HOUR);
      expect(await fail('a', { retryAt })).toEqual(retryAt);
      expect(toDate((await host()).blocked_until)).toEqual(retryAt);
      expect(await fail('a', { retryAt: after(now, 1000 * HOUR) })).toEqual(
        after(now, 24 * HOUR),
      );
    });

    it('are left alone for longer each time', async () => {
      for (const minutes of [1, 2, 4]) {
        await fail('a');
        expect(toDate((await host()).blocked_until)).toEqual(
          after(now, minutes * 60_000),
        );
        // The next reading begins after this pause began.
        now = after(now, 2);
      }
      expect(pauseAfter(20)).toBe(30 * 60_000);
    });

    it('count two readings that fail at once as one', async () => {
      await fail('a');
      await fail('b', {}, after(now, -5));
      expect((await host()).failures).toBe(1);
    });

    it('are not left alone for the error of one repository', async () => {
      await add('a', 'b');
      const broken = { kind: 'unavailable' } as const;
      expect(await fail('x', broken)).toBeUndefined();
      expect(await fail('x', broken)).toBeUndefined();
      expect(await fail('y', broken)).toBeUndefined();
      expect((await mustClaim()).id).toBe('a');
      expect(await fail('z', broken)).toEqual(after(now, 60_000));
      expect(await claim()).toBeUndefined();
    });

    it('are trusted again only for an answer that they gave afterwards', async () => {
      await fail('a');
      await succeed(after(now, -1));
      expect(await host()).toBeDefined();
      await succeed(after(now, 1));
      expect(await host()).toBeUndefined();
    });

    it('are tried again with a single repository', async () => {
      await add('a', 'b');
      await fail('x');
      await knex('hosts').update({ blocked_until: after(now, -1) });
      const probe = await mustClaim();
      expect(await claim()).toBeUndefined();
      await release(probe);
      expect((await mustClaim()).id).toBe('b');
    });

    it('do not keep what is stored from being judged again', async () => {
      await add('a');
      await fail('a');
      await set('a', { read_at: after(now, HOUR) });
      expect(await mustClaim()).toMatchObject({ id: 'a', work: 'evaluate' });
    });
  });

  describe('joinEvaluation', () => {
    const join = (value: string, started = false) =>
      joinEvaluation({ knex, value, started });

    it('puts the replica in charge that started last', async () => {
      expect(await join('old', true)).toBe('leading');
      expect(await join('new', true)).toBe('leading');
      expect(await join('old')).toBe('waiting');
      expect(await join('new')).toBe('leading');
    });

    it('lets another replica take over when nobody judges by the settings any more', async () => {
      await join('new', true);
      expect(await join('old')).toBe('waiting');
      await knex('evaluation_settings').update({
        seen_at: after(now, -61_000),
      });
      expect(await join('old')).toBe('leading');
      expect(await join('new')).toBe('waiting');
    });

    it('goes on for as long as one of its replicas is there', async () => {
      await join('new', true);
      await knex('evaluation_settings').update({
        seen_at: after(now, -20_000),
      });
      expect(await join('new')).toBe('leading');
      const { seen_at } = await knex('evaluation_settings').first();
      expect(toDate(seen_at) >= now).toBe(true);
    });
  });

  it('judges again what was judged under other settings', async () => {
    await add('same', 'other', 'never', 'running');
    const resting = { due_at: after(now, HOUR), read_at: after(now, HOUR) };
    await set('same', { ...resting, evaluated_under: 'new' });
    await set('other', { ...resting, evaluated_under: 'old' });
    await set('never', { ...resting, evaluated_under: null });
    await set('running', { ...resting, evaluated_under: 'old', lease: 'x' });
    await add('waived', 'later');
    const same = { ...resting, evaluated_under: 'new' };
    await set('waived', { ...same, reevaluate_on: '2026-11-26' });
    await set('later', { ...same, reevaluate_on: '2026-11-27' });
    expect(
      await markForEvaluation({
        knex,
        evaluatedUnder: 'new',
        today: '2026-11-26',
      }),
    ).toBe(2);
    const { id, others } = await mustClaim();
    expect([id, ...others.map(each => each.id)]).toEqual(['other', 'waived']);
    expect(await claim()).toBeUndefined();
  });

  it('reads in full again where services came or went, also while it is being read', async () => {
    await add('resting', 'running');
    await set('resting', {
      due_at: after(now, HOUR),
      read_at: after(now, HOUR),
    });
    const running = await mustClaim();
    await rereadRepositories({ knex, now, ids: ['resting', 'running'] });
    expect(await mustClaim()).toMatchObject({ id: 'resting', work: 'read' });
    expect(await claim()).toBeUndefined();
    await release(running, { changes: { selected_under: 's', etag: 'e' } });
    expect(await mustClaim()).toMatchObject({
      id: 'running',
      work: 'read',
      etag: undefined,
    });
  });
});

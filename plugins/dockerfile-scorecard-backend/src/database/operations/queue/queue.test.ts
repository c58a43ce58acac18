import type { Knex } from 'knex';
import { testDatabases } from '../../../__testUtils__';
import type { RepositoryRow } from '../../tables';
import { after, databaseNow, toDate } from '../../time';
import { addRepositories, rereadRepositories } from '../sync';
import {
  blockHost,
  claimRepository,
  getQueueState,
  LeaseLostError,
  markForEvaluation,
  pauseAfter,
  releaseRepository,
  requestScan,
  unblockHost,
  type Claim,
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

  it('rests until its next reading', async () => {
    await add('a');
    await release(await mustClaim(), { changes: { etag: 'e' } });
    const { due_at, read_at, ...rest } = (await row('a'))!;
    expect(toDate(due_at)).toEqual(after(now, HOUR));
    expect(toDate(read_at)).toEqual(after(now, HOUR));
    expect(rest).toMatchObject({ lease: null, etag: 'e', priority: 1 });
    expect(await getQueueState({ knex, repositoryId: 'a' })).toEqual({
      status: 'idle',
    });
  });

  describe('requestScan', () => {
    const request = (repositoryId: string, cooldownMs = 30_000) =>
      requestScan({ knex, repositoryId, cooldownMs });
    const state = (repositoryId: string) =>
      getQueueState({ knex, repositoryId });

    it('goes before everything that waits for its turn', async () => {
      await add('a', 'b', 'c');
      await set('c', { due_at: after(now, HOUR), read_at: after(now, HOUR) });
      expect(await request('c')).toEqual({ kind: 'queued' });
      expect(await state('c')).toEqual({ status: 'queued', position: 1 });
      expect(await mustClaim()).toMatchObject({ id: 'c', work: 'read' });
      expect(await state('c')).toEqual({ status: 'running' });
    });

    it('gives the same place when asked again', async () => {
      await add('a', 'b');
      await request('a');
      await request('b');
      const ticket = (await row('b'))!.ticket;
      expect(await request('b')).toEqual({ kind: 'queued' });
      expect(await state('b')).toEqual({ status: 'queued', position: 2 });
      expect((await row('b'))!.ticket).toBe(ticket);
    });

    it('is refused for a while after a scan', async () => {
      await add('a');
      await request('a');
      await release(await mustClaim());
      expect(await request('a')).toMatchObject({ kind: 'too-soon' });
      expect(await request('a', 0)).toEqual({ kind: 'queued' });
    });

    it('is not lost while the repository is being scanned', async () => {
      await add('a');
      const first = await mustClaim();
      expect(await request('a')).toEqual({ kind: 'running' });
      expect(await request('a')).toEqual({ kind: 'running' });
      // The lease still holds.
      expect(await claim()).toBeUndefined();
      await release(first, { changes: { etag: 'e' } });
      expect(await mustClaim()).toMatchObject({
        id: 'a',
        work: 'read',
        etag: undefined,
      });
    });

    it('knows no repository that is not there', async () => {
      expect(await request('gone')).toEqual({ kind: 'unknown-repository' });
    });
  });

  it('leaves a host alone that is in trouble', async () => {
    await add('a', 'b');
    await set('b', { host: 'other' });
    await knex.transaction(tx =>
      blockHost({ tx, host: 'host', now, reason: '429' }),
    );
    expect((await mustClaim()).id).toBe('b');
    expect(await claim()).toBeUndefined();
    await knex.transaction(tx => unblockHost({ tx, host: 'host' }));
    expect((await mustClaim()).id).toBe('a');
  });

  it('leaves a host alone for longer each time', async () => {
    const block = () =>
      knex.transaction(tx =>
        blockHost({ tx, host: 'host', now, reason: '429' }),
      );
    for (const minutes of [1, 2, 4]) {
      await block();
      const host = await knex('hosts').where({ host: 'host' }).first();
      expect(toDate(host.blocked_until)).toEqual(after(now, minutes * 60_000));
    }
    expect(pauseAfter(20)).toBe(30 * 60_000);
  });

  it('judges again what was judged under other settings', async () => {
    await add('same', 'other', 'never', 'running');
    const resting = { due_at: after(now, HOUR), read_at: after(now, HOUR) };
    await set('same', { ...resting, evaluated_under: 'new' });
    await set('other', { ...resting, evaluated_under: 'old' });
    await set('never', { ...resting, evaluated_under: null });
    await set('running', { ...resting, evaluated_under: 'old', lease: 'x' });
    expect(await markForEvaluation({ knex, evaluatedUnder: 'new' })).toBe(1);
    expect(await mustClaim()).toMatchObject({ id: 'other', work: 'evaluate' });
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

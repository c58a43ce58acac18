import type { Knex } from 'knex';
import { resultsBetween } from './getMovement';

/** What owners are told, each a number of their services; for waivers the number of waivers. */
export interface Digest {
  /** Services that dropped to a worse level. */
  dropped: number;
  /** Waivers that end soon. */
  waivers: number;
  /** Services that ship with a base image whose support ends soon. */
  images: number;
}

/** ISO dates: after the first, up to and with the second. */
export interface DateRange {
  after: string;
  until: string;
}

interface OwnerCount {
  owner: string;
  count: number | string;
}

/** What happened to the services of each owner since a time, and what ends in one of the ranges of dates. Three statements. */
export async function getDigests(options: {
  knex: Knex;
  since: Date;
  ending: readonly DateRange[];
}): Promise<Map<string, Digest>> {
  const { knex, since, ending } = options;
  const digests = new Map<string, Digest>();
  const add = (rows: readonly OwnerCount[], field: keyof Digest) =>
    rows.forEach(({ owner, count }) => {
      const known = digests.get(owner) ?? { dropped: 0, waivers: 0, images: 0 };
      digests.set(owner, { ...known, [field]: Number(count) });
    });
  const byOwner = (query: Knex.QueryBuilder, counted: string) =>
    query
      .whereNot('services.owner', '')
      .groupBy('services.owner')
      .select('services.owner', knex.raw(`${counted} AS count`));
  const ends = (query: Knex.QueryBuilder, column: string) =>
    query.where(any =>
      ending.forEach(({ after, until }) =>
        any.orWhere(range =>
          range.where(column, '>', after).where(column, '<=', until),
        ),
      ),
    );

  const dropped: OwnerCount[] = await byOwner(
    knex(resultsBetween(knex, since).as('results'))
      .join('services', 'services.entity_ref', 'results.entity_ref')
      .where('results.level', '>=', 0)
      .whereRaw('results.level < results.previous_level'),
    'COUNT(*)',
  );
  add(dropped, 'dropped');
  const waivers: OwnerCount[] = await byOwner(
    ends(
      knex('waivers')
        .join('services', 'services.entity_ref', 'waivers.entity_ref')
        .where('waivers.state', 'approved'),
      'waivers.until',
    ),
    'COUNT(*)',
  );
  add(waivers, 'waivers');
  const images: OwnerCount[] = await byOwner(
    ends(
      knex('service_images')
        .join('base_images', 'base_images.image', 'service_images.image')
        .join('services', 'services.entity_ref', 'service_images.entity_ref')
        .where('service_images.use', 'final'),
      'base_images.end_of_life',
    ),
    'COUNT(DISTINCT services.entity_ref)',
  );
  add(images, 'images');
  return digests;
}

/**
 * Takes the digest of a day, so that one replica sends it once. Gives when the one before was taken; undefined when this day is
 * taken, or when there was none before: the first digest would tell of everything at once.
 */
export async function takeDigest(options: {
  knex: Knex;
  now: Date;
  /** ISO date. */
  day: string;
}): Promise<{ since: Date; day: string } | undefined> {
  const { knex, now, day } = options;
  const id = 'daily';
  const digests = () =>
    knex<{ id: string; day: string; sent_at: Date | number }>(
      'notification_digests',
    );
  const before = await digests().where({ id }).first();
  if (!before) {
    await digests().insert({ id, day, sent_at: now }).onConflict('id').ignore();
    return undefined;
  }
  const taken = await digests()
    .where({ id, day: before.day })
    .where('day', '<', day)
    .update({ day, sent_at: now });
  return taken > 0
    ? { since: new Date(before.sent_at), day: before.day }
    : undefined;
}

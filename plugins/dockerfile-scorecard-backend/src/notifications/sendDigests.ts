import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { databaseNow } from '../database';
import {
  getDigests,
  takeDigest,
  type DateRange,
  type Digest,
} from '../database/operations';
import { campaignsDue } from '../service';

/** Owners hear of a date so many days before it. */
const WARNED_DAYS = [14, 1];
const DAY_MS = 24 * 60 * 60_000;

/** Users may turn this topic off. */
const TOPIC = 'Dockerfile scorecards';

/** What one owner is told. */
export type OwnerDigest = Digest & {
  /** Campaigns that are due soon, with the services that are left. */
  campaigns: { title: string; due: string; remaining: number }[];
};

/**
 * Tells owners once a day what happened to their services and what ends soon; who has nothing to hear is not disturbed. The first
 * run only notes the time.
 *
 * An owner hears of the owner's own services, as numbers: which they are is shown by the pages, with the permissions of whoever
 * looks.
 */
export async function sendDigests(options: {
  knex: Knex;
  notifications: NotificationService;
  logger: LoggerService;
}): Promise<number> {
  const { knex, notifications, logger } = options;
  const now = await databaseNow(knex);
  const today = now.toISOString().slice(0, 10);
  const before = await takeDigest({ knex, now, day: today });
  if (!before) return 0;

  const ending = WARNED_DAYS.map(days => ({
    after: plusDays(before.day, days),
    until: plusDays(today, days),
  }));
  let sent = 0;
  for (const [owner, digest] of await collect(knex, before.since, ending)) {
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: owner },
        payload: toPayload(owner, digest),
      });
      sent += 1;
    } catch (error) {
      logger.warn(`The digest for ${owner} could not be sent: ${error}`);
    }
  }
  return sent;
}

async function collect(
  knex: Knex,
  since: Date,
  ending: readonly DateRange[],
): Promise<Map<string, OwnerDigest>> {
  const digests = new Map<string, OwnerDigest>();
  for (const [owner, digest] of await getDigests({ knex, since, ending })) {
    digests.set(owner, { ...digest, campaigns: [] });
  }
  for (const { owner, ...campaign } of await campaignsDue({ knex, ending })) {
    const known = digests.get(owner) ?? {
      dropped: 0,
      waivers: 0,
      images: 0,
      campaigns: [],
    };
    digests.set(owner, {
      ...known,
      campaigns: [...known.campaigns, campaign],
    });
  }
  return digests;
}

/** @internal */
export function toPayload(
  owner: string,
  { dropped, waivers, images, campaigns }: OwnerDigest,
) {
  const lines = [
    ...(dropped > 0
      ? [`${counted(dropped, 'service')} dropped to a lower level.`]
      : []),
    ...(waivers > 0
      ? [`${counted(waivers, 'waiver')} ${verb(waivers, 'end')} soon.`]
      : []),
    ...(images > 0
      ? [
          `${counted(images, 'service')} ${verb(
            images,
            'ship',
          )} with a base image that reaches its end of life soon.`,
        ]
      : []),
    ...campaigns.map(
      ({ title, due, remaining }) =>
        `"${title}" is due on ${due}: ${counted(remaining, 'service')} ${verb(
          remaining,
          'remain',
        )}.`,
    ),
  ];
  const [first, ...more] = lines;
  return {
    title: more.length === 0 ? first : `Dockerfiles: ${lines.length} news`,
    description: more.length === 0 ? undefined : lines.join('\n'),
    link: `/dockerfile-scorecard?owner=${encodeURIComponent(owner)}`,
    severity: 'normal' as const,
    topic: TOPIC,
    // Replaces the digest of the day before, if nobody has read it.
    scope: `dockerfile-scorecard-digest:${owner}`,
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function verb(count: number, plural: string): string {
  return count === 1 ? `${plural}s` : plural;
}

function plusDays(date: string, days: number): string {
  const time = new Date(`${date}T00:00:00.000Z`).getTime() + days * DAY_MS;
  return new Date(time).toISOString().slice(0, 10);
}

import type { Knex } from 'knex';
import {
  getSummary,
  listCampaigns,
  type DateRange,
} from '../../database/operations';
import { remainingFilters } from './goals';

/** Open campaigns that are due in one of the ranges of dates, by owner of services that have yet to reach the goal. */
export async function campaignsDue(options: {
  knex: Knex;
  ending: readonly DateRange[];
}): Promise<
  { owner: string; title: string; due: string; remaining: number }[]
> {
  const { knex, ending } = options;
  const due = (await listCampaigns({ knex })).filter(
    row =>
      row.closed_at === null &&
      ending.some(({ after, until }) => row.due > after && row.due <= until),
  );
  const found = [];
  for (const row of due) {
    const rows = await getSummary({
      knex,
      visibility: { kind: 'all' },
      filters: remainingFilters(row),
      groupBy: 'direct-owner',
    });
    const remaining = new Map<string, number>();
    for (const { key, services } of rows) {
      if (key !== '') remaining.set(key, (remaining.get(key) ?? 0) + services);
    }
    for (const [owner, services] of remaining) {
      found.push({
        owner,
        title: row.title,
        due: row.due,
        remaining: services,
      });
    }
  }
  return found;
}

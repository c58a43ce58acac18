import { InputError } from '@backstage/errors';
import type {
  Campaign,
  CampaignFilters,
  CampaignGoal,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { LEVELS, rankOfLevel, type Level } from 'dockerfile-scorecard-engine';
import { toDate, toIso, type CampaignRow } from '../../database';
import {
  getRuleCounts,
  getRuleTrend,
  getSummary,
  getTrend,
  type ServiceFilters,
  type ServiceScope,
} from '../../database/operations';
import { checkText, parseFilters } from '../request';

/** How a goal lies in the database. */
type StoredGoal = Pick<CampaignRow, 'goal' | 'goal_value'>;

/** @throws InputError unless it is one level above `none` or one known rule */
export function parseGoal(
  { level, rule }: CampaignGoal,
  rules: readonly { id: string }[],
): StoredGoal {
  if ((level === undefined) === (rule === undefined)) {
    throw new InputError('Give either a level or a rule as the goal');
  }
  if (level !== undefined) {
    if (level === 'none') {
      throw new InputError(
        'Every service has reached the level none; choose bronze, silver or gold',
      );
    }
    return { goal: 'level', goal_value: level };
  }
  const id = checkText('rule', rule ?? '');
  if (!rules.some(each => each.id === id)) {
    throw new InputError(`There is no rule ${id}`);
  }
  return { goal: 'rule', goal_value: id };
}

export function filtersOf(row: CampaignRow): ServiceFilters {
  const filters: CampaignFilters = JSON.parse(row.filters);
  return parseFilters(filters);
}

/** The services of a campaign that have yet to reach the goal. */
export function remainingFilters(row: CampaignRow): ServiceFilters {
  const filters = filtersOf(row);
  return row.goal === 'level'
    ? { ...filters, levels: LEVELS.slice(0, goalRank(row)) }
    : { ...filters, rules: [row.goal_value] };
}

/** How many services of a scope a goal is about, and how many have yet to reach it. */
export async function progressOf(
  scope: ServiceScope,
  row: CampaignRow,
): Promise<{ total: number; remaining: number }> {
  if (row.goal === 'rule') {
    const counts = await getRuleCounts({ ...scope, rule: row.goal_value });
    return {
      total: counts.pass + counts.fail + counts.unknown + counts.waived,
      remaining: counts.fail,
    };
  }
  const rows = await getSummary({ ...scope, groupBy: 'level' });
  const sum = (isCounted: (level: number) => boolean) =>
    rows.reduce(
      (total, { level, services }) =>
        isCounted(level) ? total + services : total,
      0,
    );
  return {
    total: sum(level => level >= 0),
    remaining: sum(level => level >= 0 && level < goalRank(row)),
  };
}

const LONGEST_BURN_DOWN = 366;
const DAY_MS = 24 * 60 * 60_000;

/** Services that had yet to reach the goal at the end of each day since the campaign began. */
export async function burnDownOf(
  scope: ServiceScope,
  row: CampaignRow,
  now: Date,
): Promise<{ date: string; remaining: number }[]> {
  const began = toDate(row.created_at).setUTCHours(0, 0, 0, 0);
  const days = Math.min(
    Math.floor((now.getTime() - began) / DAY_MS) + 1,
    LONGEST_BURN_DOWN,
  );
  if (row.goal === 'rule') {
    const rule = row.goal_value;
    const trend = await getRuleTrend({ ...scope, rule, days, now });
    return trend.map(({ date, failing }) => ({ date, remaining: failing }));
  }
  const trend = await getTrend({ ...scope, days, now });
  return trend.map(({ date, levels }) => ({
    date,
    remaining: levels
      .slice(0, goalRank(row))
      .reduce((sum, services) => sum + services, 0),
  }));
}

export function toCampaign(
  row: CampaignRow,
  progress: { total: number; remaining: number },
): Campaign {
  return {
    id: row.id,
    title: row.title,
    description: row.description ?? undefined,
    goal:
      row.goal === 'level'
        ? { level: row.goal_value as Level }
        : { rule: row.goal_value },
    filters: JSON.parse(row.filters),
    due: row.due,
    createdBy: row.created_by,
    createdAt: toDate(row.created_at).toISOString(),
    closedAt: toIso(row.closed_at),
    ...progress,
  };
}

function goalRank(row: CampaignRow): number {
  return rankOfLevel(row.goal_value as Level);
}

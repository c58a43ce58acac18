import type { WaiverState } from 'backstage-plugin-dockerfile-scorecard-common';
import { DateTime } from 'luxon';
import type { ToneName } from '../theme';
import { count } from './counts';

export const waiverStateName: Record<WaiverState, string> = {
  requested: 'Requested',
  approved: 'Approved',
  rejected: 'Rejected',
  revoked: 'Revoked',
  expired: 'Expired',
};

export const waiverStateTone: Record<WaiverState, ToneName> = {
  requested: 'info',
  approved: 'good',
  rejected: 'bad',
  revoked: 'neutral',
  expired: 'neutral',
};

/** A waiver that ends within this many days is called out. */
export const ENDING_SOON_DAYS = 30;

/** The day on the backend's calendar, which is UTC, as an ISO date. */
export function today(now: DateTime = DateTime.now()): string {
  return now.toUTC().toISODate() ?? '';
}

/** Days from today to the last day, both of them ISO dates; negative when it has passed. */
export function daysUntil(until: string, from: string = today()): number {
  return Math.round(
    DateTime.fromISO(until, { zone: 'utc' }).diff(
      DateTime.fromISO(from, { zone: 'utc' }),
      'days',
    ).days,
  );
}

/** `12 days left`, `last day today`, `ended 3 days ago`. */
export function timeLeft(until: string, from: string = today()): string {
  const days = daysUntil(until, from);
  if (days < 0) return `ended ${count(-days, 'day')} ago`;
  return days === 0 ? 'last day today' : `${count(days, 'day')} left`;
}

/** Why a request cannot be sent, by field; empty when it can. */
export function waiverProblems(
  request: { reason: string; until: string },
  from: string = today(),
): { reason?: string; until?: string } {
  const { reason, until } = request;
  const isDate =
    /^\d{4}-\d\d-\d\d$/.test(until) && DateTime.fromISO(until).isValid;
  return {
    ...(reason.trim() === '' && {
      reason: 'Say why the rule cannot be met for now.',
    }),
    ...(!isDate && { until: 'Choose the last day of the waiver.' }),
    ...(isDate && until < from && { until: 'Choose today or a later day.' }),
  };
}

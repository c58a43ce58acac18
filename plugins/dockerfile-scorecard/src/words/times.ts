import { DateTime } from 'luxon';

/** `4 minutes ago`; the text itself when it is not a time. */
export function ago(iso: string): string {
  return DateTime.fromISO(iso).toRelative({ locale: 'en' }) ?? iso;
}

/** `12 October 2026`. */
export function day(iso: string): string {
  const date = DateTime.fromISO(iso);
  return date.isValid ? date.setLocale('en').toFormat('d LLLL yyyy') : iso;
}

/** `12 Oct`, with the year unless it is this one. */
export function shortDay(iso: string, now: DateTime = DateTime.now()): string {
  const date = DateTime.fromISO(iso).setLocale('en');
  if (!date.isValid) return iso;
  return date.toFormat(date.year === now.year ? 'd LLL' : 'd LLL yyyy');
}

/** `March 2027`, of `2027-03`. */
export function monthName(month: string): string {
  const date = DateTime.fromISO(month);
  return date.isValid ? date.setLocale('en').toFormat('LLLL yyyy') : month;
}

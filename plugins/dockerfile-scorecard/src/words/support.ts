import { DateTime } from 'luxon';
import type { ToneName } from '../theme';

export interface SupportWords {
  text: string;
  tone: ToneName;
}

/** How long before its end a base image is called out. */
const SOON_DAYS = 180;

/** What to say of the day on which a base image loses its security support. */
export function supportWords(
  endOfLife: string | undefined,
  now: DateTime = DateTime.now(),
): SupportWords | undefined {
  if (!endOfLife) return undefined;
  const end = DateTime.fromISO(endOfLife);
  if (!end.isValid) return undefined;
  const days = Math.ceil(end.diff(now, 'days').days);
  if (days <= 0) return { text: `ended ${end.toISODate()}`, tone: 'bad' };
  if (days <= SOON_DAYS) {
    return {
      text: days === 1 ? 'ends tomorrow' : `ends in ${days} days`,
      tone: 'warning',
    };
  }
  return { text: `supported to ${end.toISODate()}`, tone: 'good' };
}

/** The reference names no version, so what it means changes by itself. */
export function isUnpinned(reference: string): boolean {
  if (reference === 'scratch' || reference.includes('@')) return false;
  const [, tag] = /:([^/:]+)$/.exec(reference) ?? [];
  return tag === undefined || tag === 'latest';
}

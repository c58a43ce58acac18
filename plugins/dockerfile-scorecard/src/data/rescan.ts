import type {
  ScanTicket,
  Scorecard,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { messageOf } from './failure';
import { isTooSoon, retryAfter } from './retryAfter';

/** Where the newest request for a scan stands. */
export type Rescan =
  | { phase: 'idle' }
  | { phase: 'asking' }
  | { phase: 'following'; before: Scorecard }
  | { phase: 'finished'; before: Scorecard; after: Scorecard }
  | { phase: 'refused'; reason: string; again?: Date };

/** A request for a scan, and what was known when it was made. */
export interface RescanRequest {
  before: Scorecard;
  ticket: ScanTicket;
  /** The scorecard before the newest one, if it was read after the request. */
  previous?: Scorecard;
}

/**
 * Whether the scorecard holds the result of a scan that was asked for: of one that started at the time of the request or later.
 *
 * A backend that does not tell when its scans started only says `idle`, and one such answer is not enough: it may be put together
 * from several reads, and a scan that ends between them leaves an old result beside the new state. The answer after one that said
 * `idle` was read when the scan was over for certain.
 */
export function isFinished(request: RescanRequest, now: Scorecard): boolean {
  const { requestedAt } = request.ticket;
  const { lastScan } = now.scan;
  if (requestedAt && lastScan)
    return Date.parse(lastScan.startedAt) >= Date.parse(requestedAt);
  if (now.scan.status !== 'idle') return false;
  return request.previous?.scan.status === 'idle';
}

export function refused(error: Error): Rescan {
  if (!isTooSoon(error)) return { phase: 'refused', reason: messageOf(error) };
  const wait = retryAfter(error);
  return {
    phase: 'refused',
    reason: 'It was scanned a moment ago.',
    again: wait === undefined ? undefined : new Date(Date.now() + wait),
  };
}

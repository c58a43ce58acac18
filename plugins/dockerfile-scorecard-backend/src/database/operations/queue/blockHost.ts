import type { Knex } from 'knex';
import type { HostRow } from '../../tables';
import { after } from '../../time';

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

/** Pause after the n-th failure in a row, in milliseconds: it doubles each time, up to half an hour. */
export function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
}

/** Leaves all repositories of a host alone for a while. */
export async function blockHost(options: {
  tx: Knex.Transaction;
  host: string;
  now: Date;
  reason: string;
}): Promise<void> {
  const { tx, host, now, reason } = options;
  const known = await tx<HostRow>('hosts').where({ host }).first('failures');
  const failures = (known?.failures ?? 0) + 1;
  await tx<HostRow>('hosts')
    .insert({
      host,
      failures,
      reason,
      blocked_until: after(now, pauseAfter(failures)),
    })
    .onConflict('host')
    .merge();
}

/** A host that answers again is trusted again. */
export async function unblockHost(options: {
  tx: Knex.Transaction;
  host: string;
}): Promise<void> {
  await options.tx<HostRow>('hosts').where({ host: options.host }).delete();
}

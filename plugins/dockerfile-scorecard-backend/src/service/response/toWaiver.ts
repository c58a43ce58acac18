import type { Waiver } from 'backstage-plugin-dockerfile-scorecard-common';
import { toDate, toIso, type WaiverRow } from '../../database';

/** A waiver as the API has it on a day. */
export function toWaiver(row: WaiverRow, today: string): Waiver {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    rule: row.rule,
    reason: row.reason,
    until: row.until,
    state:
      row.state === 'approved' && row.until < today ? 'expired' : row.state,
    requestedBy: row.requested_by,
    requestedAt: toDate(row.requested_at).toISOString(),
    decidedBy: row.decided_by ?? undefined,
    decidedAt: toIso(row.decided_at),
    comment: row.comment ?? undefined,
  };
}

import type { Waiver } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Decision } from './WaiverActions';

/** What somebody may decide about a waiver: who asked for it may always take it back. */
export function decisionsFor(
  { state, requestedBy }: Waiver,
  reader: { ref?: string; mayApprove: boolean },
): Decision[] {
  const may = reader.mayApprove;
  const own = requestedBy === reader.ref;
  if (state === 'requested') {
    if (may) return ['approve', 'reject'];
    return own ? ['revoke'] : [];
  }
  return state === 'approved' && (may || own) ? ['revoke'] : [];
}

import type { Scorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import type { QueueState } from '../../database/operations';

/** The state of scanning as the API has it. */
export function toScan(
  state: QueueState,
  revision: string | undefined,
): Scorecard['scan'] {
  const { requestedAt, lastScan } = state;
  return {
    status: state.status,
    ...(state.status === 'queued' && { position: state.position }),
    ...(requestedAt && { requestedAt: requestedAt.toISOString() }),
    ...(lastScan && {
      lastScan: {
        startedAt: lastScan.startedAt.toISOString(),
        finishedAt: lastScan.finishedAt.toISOString(),
        outcome: lastScan.outcome,
        revision,
      },
    }),
  };
}

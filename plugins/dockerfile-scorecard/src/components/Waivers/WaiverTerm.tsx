import type { Waiver } from 'backstage-plugin-dockerfile-scorecard-common';
import { daysUntil, ENDING_SOON_DAYS, timeLeft } from '../../words';
import { ToneChip } from '../parts';

/** The last day of a waiver, and how far away it is while that matters. */
export function WaiverTerm(props: { waiver: Waiver }) {
  const { until, state } = props.waiver;
  const isOpen = state === 'requested' || state === 'approved';
  const soon = daysUntil(until) <= ENDING_SOON_DAYS;
  return (
    <>
      {until}{' '}
      {isOpen && (
        <ToneChip tone={soon ? 'warning' : 'neutral'}>
          {timeLeft(until)}
        </ToneChip>
      )}
    </>
  );
}

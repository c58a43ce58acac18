import type { BaseImageItem } from 'backstage-plugin-dockerfile-scorecard-common';
import { DateTime } from 'luxon';

/** How far ahead the end of images is shown. */
export const MONTHS = 12;

/** The images whose support ends in one month, or that have ended already. */
export interface MonthOfEnds {
  /** `2027-03`, or `ended`. */
  key: string;
  images: BaseImageItem[];
  /** Uses by services; a service with two of the images counts twice. */
  services: number;
}

/** Images by the month in which they end: what has ended, and then this month and the eleven after it, empty ones too. */
export function endsByMonth(
  items: readonly BaseImageItem[],
  now: DateTime = DateTime.now(),
): MonthOfEnds[] {
  const today = now.toISODate() ?? '';
  const months = Array.from({ length: MONTHS }, (_, index) =>
    now.startOf('month').plus({ months: index }).toFormat('yyyy-MM'),
  );
  const keyOf = ({ endOfLife = '' }: BaseImageItem) =>
    endOfLife <= today ? 'ended' : endOfLife.slice(0, 7);
  return ['ended', ...months].map(key => {
    const images = items.filter(
      item => item.endOfLife !== undefined && keyOf(item) === key,
    );
    return {
      key,
      images,
      services: images.reduce((sum, { services }) => sum + services, 0),
    };
  });
}

import { DateTime } from 'luxon';
import { endsByMonth } from './timeline';

const now = DateTime.fromISO('2026-11-26');

function image(name: string, endOfLife?: string, services = 1) {
  return { image: name, endOfLife, services, final: 1, build: 0, copy: 0 };
}

describe('endsByMonth', () => {
  it('has what has ended and twelve months, also those without an end', () => {
    const months = endsByMonth([], now);
    expect(months.map(({ key }) => key)).toEqual([
      'ended',
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
      '2027-03',
      '2027-04',
      '2027-05',
      '2027-06',
      '2027-07',
      '2027-08',
      '2027-09',
      '2027-10',
    ]);
  });

  it('tells what has ended this month from what is to end in it', () => {
    const months = endsByMonth(
      [
        image('old', '2024-06-30', 3),
        image('today', '2026-11-26'),
        image('soon', '2026-11-30', 2),
        image('spring', '2027-03-31'),
        image('late', '2028-01-01'),
        image('not known'),
      ],
      now,
    );
    const found = months.filter(({ images }) => images.length > 0);
    expect(
      found.map(({ key, images, services }) => [
        key,
        images.map(one => one.image).join(),
        services,
      ]),
    ).toEqual([
      ['ended', 'old,today', 4],
      ['2026-11', 'soon', 2],
      ['2027-03', 'spring', 1],
    ]);
  });
});

import { InputError } from '@backstage/errors';

/** @throws InputError unless it is an ISO date that has not passed */
export function checkLastDay(date: string, today: string, what: string): void {
  const time = new Date(`${date}T00:00:00.000Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(date) ||
    Number.isNaN(time.getTime()) ||
    time.toISOString().slice(0, 10) !== date
  ) {
    throw new InputError(`"${date}" is not a date like 2027-01-31`);
  }
  if (date < today) {
    throw new InputError(`${what} would have ended on ${date}`);
  }
}

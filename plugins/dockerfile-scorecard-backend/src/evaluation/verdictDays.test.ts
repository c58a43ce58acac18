import { datesIn, nextVerdictDay, verdictDay } from './verdictDays';

describe('datesIn', () => {
  it.each([
    ['# scorecard: ignore=x until=2027-01-31 reason="y"', ['2027-01-31']],
    ['{"from":"2027-03-01","a":"2028-13-01"}', ['2027-03-01']],
    ['FROM python:3.14', []],
    ['RUN ./v12026-01-01', []],
  ])('%s', (text, expected) => {
    expect(datesIn(text)).toEqual(expected);
  });
});

describe('verdictDay', () => {
  it.each([
    ['before a date', '2027-01-30', '2027-01-02'],
    ['on a date, as rules begin', '2027-01-31', '2027-01-31'],
    ['on the day after, as support ends', '2027-02-01', '2027-02-01'],
    ['later', '2027-06-01', '2027-02-01'],
    ['before all dates', '2026-12-31', '2026-12-31'],
  ])('%s', (_, today, expected) => {
    expect(verdictDay(today, ['2027-01-31', '2027-01-01'])).toBe(expected);
  });
});

describe('nextVerdictDay', () => {
  it.each([
    ['2027-01-30', '2027-01-31'],
    ['2027-01-31', '2027-02-01'],
    ['2027-02-01', undefined],
  ])('after %s: %s', (today, expected) => {
    expect(nextVerdictDay(today, ['2027-01-31'])).toBe(expected);
  });
});

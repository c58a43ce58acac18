import { timeLeft, waiverProblems } from './waivers';

describe('timeLeft', () => {
  it.each([
    ['2026-12-01', '2 days left'],
    ['2026-11-30', '1 day left'],
    ['2026-11-29', 'last day today'],
    ['2026-11-28', 'ended 1 day ago'],
  ])('of %s is: %s', (until, expected) => {
    expect(timeLeft(until, '2026-11-29')).toBe(expected);
  });
});

describe('waiverProblems', () => {
  it.each([
    [{ reason: 'OPS-12', until: '2026-11-29' }, []],
    [{ reason: ' ', until: '2026-11-29' }, ['reason']],
    [{ reason: 'OPS-12', until: '2026-11-28' }, ['until']],
    [{ reason: 'OPS-12', until: '2026-02-30' }, ['until']],
    [{ reason: '', until: '' }, ['reason', 'until']],
  ])('of %o are in %o', (request, fields) => {
    expect(Object.keys(waiverProblems(request, '2026-11-29'))).toEqual(fields);
  });
});

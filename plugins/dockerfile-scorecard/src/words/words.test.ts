import type { Consequence } from 'backstage-plugin-dockerfile-scorecard-common';
import { DateTime } from 'luxon';
import {
  bytes,
  count,
  leadingHeadline,
  isUnpinned,
  lineList,
  shortDay,
  shortRevision,
  supportWords,
} from '.';

describe('words', () => {
  const today = DateTime.local(2026, 11, 23);

  it.each([
    ['2024-06-30', 'ended 2024-06-30', 'bad'],
    ['2026-11-23', 'ended 2026-11-23', 'bad'],
    ['2027-02-13', 'ends in 82 days', 'warning'],
    ['2026-11-24', 'ends tomorrow', 'warning'],
    ['2029-10-31', 'supported to 2029-10-31', 'good'],
  ])('say of an end of life on %s: %s', (date, text, tone) => {
    expect(supportWords(date, today)).toEqual({ text, tone });
  });

  it('say nothing of an end of life that is not known', () => {
    expect(supportWords(undefined, today)).toBeUndefined();
    expect(supportWords('some day', today)).toBeUndefined();
  });

  it.each([
    ['python', true],
    ['python:latest', true],
    ['registry.example.com:5000/python', true],
    ['registry.example.com:5000/python:3.13', false],
    ['python:3.13-slim-trixie', false],
    ['python@sha256:0f1e', false],
    ['scratch', false],
  ])('know whether %s names no version: %s', (reference, expected) => {
    expect(isUnpinned(reference)).toBe(expected);
  });

  it.each([
    [950_000, '950 kB'],
    [43_000_000, '43 MB'],
    [1_140_000_000, '1.1 GB'],
  ])('give %d bytes as %s', (amount, text) => {
    expect(bytes(amount)).toBe(text);
  });

  it('count with the right number', () => {
    expect(count(1, 'finding')).toBe('1 finding');
    expect(count(1284, 'service')).toBe('1,284 services');
    expect(lineList([12, 4, 12, 9])).toBe('lines 4, 9 and 12');
    expect(lineList([9, 9])).toBe('line 9');
  });

  it('leave out the year of this year only', () => {
    expect(shortDay('2026-10-12T08:00:00Z', today)).toBe('12 Oct');
    expect(shortDay('2025-03-02T08:00:00Z', today)).toBe('2 Mar 2025');
  });

  it('shorten commits, not versions', () => {
    expect(shortRevision('3f2c1a9d4be07755c1a2e0f8d6b9c3a1e4f50712')).toBe(
      '3f2c1a9',
    );
    expect(shortRevision('release-2026-11')).toBe('release-2026-11');
  });

  function headline(
    consequence: Consequence | undefined,
    severity: 'critical' | 'high',
    next?: string,
  ): string {
    const at = { line: 1, column: 0 };
    return leadingHeadline(
      {
        rule: 'a-rule',
        severity,
        message: '',
        range: { start: at, end: at },
        trace: [],
        fixes: [],
      },
      { title: 'Its title', consequence },
      next,
    );
  }

  it.each([
    ['does-not-start', 'This image builds, but it cannot start.'],
    ['does-not-build', 'This image does not build.'],
    ['leaks-secret', 'This image leaks a secret. Rotate it, then remove it.'],
    ['may-not-start', 'Its title.'],
    [undefined, 'Its title.'],
  ] as const)('head a critical finding that means %s', (consequence, words) => {
    expect(headline(consequence, 'critical', 'Bronze')).toBe(words);
  });

  it('head what keeps an image from the next level', () => {
    expect(headline(undefined, 'high', 'Bronze')).toBe(
      'Not Bronze yet: Its title.',
    );
    expect(headline(undefined, 'high')).toBe('Its title.');
  });
});

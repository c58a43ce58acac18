import { resolvePolicy, type PolicyConfig } from '../policy';
import type { Check, EarnedLevel, Finding, Severity } from '../verdict';
import { standingOf } from './level';
import { scoreOf } from './score';

const TODAY = '2026-11-23';
const range = { start: { line: 1, column: 0 }, end: { line: 1, column: 1 } };

function fails(
  rule: string,
  ...findings: (Severity | [Severity, EarnedLevel])[]
): Check {
  return {
    rule,
    state: 'fail',
    findings: findings.map((finding): Finding => {
      const [severity, level] = Array.isArray(finding) ? finding : [finding];
      return {
        rule,
        severity,
        message: '',
        range,
        trace: [],
        fixes: [],
        ...(level && { level }),
      };
    }),
  };
}

function unknown(rule: string, level?: EarnedLevel): Check {
  return {
    rule,
    state: 'unknown',
    findings: [],
    reason: `${rule}?`,
    ...(level && { level }),
  };
}

function passes(rule: string): Check {
  return { rule, state: 'pass', findings: [] };
}

function levelOf(checks: readonly Check[], rules?: PolicyConfig['rules']) {
  return standingOf(checks, resolvePolicy({ rules }), TODAY).level;
}

describe('what a failing rule keeps away', () => {
  // wrong-final-stage is needed by bronze, runs-as-root by silver, dev-server by gold
  it.each<[string, Check[], string]>([
    ['nothing', [], 'gold'],
    [
      'a critical finding every level',
      [fails('dev-server', 'critical')],
      'none',
    ],
    [
      'a high one the level of its rule',
      [fails('wrong-final-stage', 'high')],
      'none',
    ],
    ['a high one of silver', [fails('runs-as-root', 'high')], 'bronze'],
    [
      'a medium one never bronze',
      [fails('wrong-final-stage', 'medium')],
      'bronze',
    ],
    ['a medium one of gold', [fails('dev-server', 'medium')], 'silver'],
    ['a low one no level', [fails('runs-as-root', 'low')], 'gold'],
    ['a note no level', [fails('runs-as-root', 'info')], 'gold'],
    ['the worst of several', [fails('runs-as-root', 'low', 'high')], 'bronze'],
    [
      'the level of the finding, where it has one',
      [fails('runs-as-root', ['high', 'gold'])],
      'silver',
    ],
    ['a rule that gates nothing', [fails('unpinned-suite', 'high')], 'gold'],
    [
      'a waived one none',
      [{ ...fails('runs-as-root', 'high'), state: 'waived' }],
      'gold',
    ],
  ])('%s', (_, checks, level) => {
    expect(levelOf(checks)).toBe(level);
  });

  it.each([
    ['2026-11-22', 'bronze'],
    [TODAY, 'bronze'],
    ['2026-11-24', 'gold'],
  ])('a rule that is in force from %s: %s', (from, level) => {
    expect(
      levelOf([fails('runs-as-root', 'high')], { 'runs-as-root': { from } }),
    ).toBe(level);
  });
});

describe('what is not known', () => {
  it.each<[string, Check[], string]>([
    ['the support of the base grants bronze', [unknown('eol-base')], 'bronze'],
    ['the user grants bronze', [unknown('runs-as-root')], 'bronze'],
    ['what starts grants bronze', [unknown('entrypoint-missing')], 'bronze'],
    [
      'whether it is a development server grants silver',
      [unknown('dev-server')],
      'silver',
    ],
    ['a build stage grants silver', [unknown('eol-base', 'gold')], 'silver'],
    ['any other rule costs nothing', [unknown('tests-or-vcs-copied')], 'gold'],
    [
      'does not lift what fails',
      [unknown('eol-base'), fails('wrong-final-stage', 'high')],
      'none',
    ],
  ])('%s', (_, checks, level) => {
    expect(levelOf(checks)).toBe(level);
  });

  it('is named with the level that it keeps open', () => {
    const { nextLevel } = standingOf(
      [
        unknown('eol-base'),
        unknown('dev-server'),
        fails('runs-as-root', 'high'),
      ],
      resolvePolicy(),
      TODAY,
    );
    expect(nextLevel).toEqual({
      level: 'silver',
      missing: ['runs-as-root'],
      open: [{ question: 'base-image', rule: 'eol-base', reason: 'eol-base?' }],
    });
  });
});

describe('the score', () => {
  const score = (checks: readonly Check[]) =>
    scoreOf(checks, resolvePolicy(), TODAY);

  it('leaves what is unknown out of both sides, and says how much was decided', () => {
    // weights: eol-base 12, full-base-image 8, unpinned-tag 4 of the 30 points of base images
    expect(
      score([
        unknown('eol-base'),
        unknown('full-base-image'),
        passes('unpinned-tag'),
      ]),
    ).toMatchObject({ score: 100, certainty: 0.17 });
    expect(
      score([
        passes('eol-base'),
        fails('full-base-image', 'high'),
        passes('unpinned-tag'),
      ]),
    ).toMatchObject({ score: 66, certainty: 1 });
  });

  it('weighs a part by what was decided of it', () => {
    const { score: points, categories } = score([
      unknown('eol-base'),
      unknown('full-base-image'),
      passes('unpinned-tag'),
      fails('runs-as-root', 'high'),
    ]);
    expect(
      categories.find(({ category }) => category === 'base-image'),
    ).toEqual({
      category: 'base-image',
      earned: 5,
      applicable: 5,
    });
    // 5 of 5 and 0 of 15
    expect(points).toBe(25);
  });

  it('counts a rule as passed whose findings are all notes', () => {
    expect(score([fails('runs-as-root', 'info')]).score).toBe(100);
    expect(score([fails('runs-as-root', 'info', 'high')]).score).toBe(0);
  });

  it('takes all points of a part from what keeps bronze away', () => {
    expect(
      score([fails('wrong-final-stage', 'high'), passes('dead-stage')]).score,
    ).toBe(0);
    expect(
      score([fails('wrong-final-stage', 'medium'), passes('dead-stage')]).score,
    ).toBeGreaterThan(0);
  });

  it('is not there where nothing was decided', () => {
    expect(score([unknown('eol-base')])).toMatchObject({
      score: null,
      certainty: 0,
    });
    expect(score([])).toMatchObject({ score: null, certainty: null });
  });
});

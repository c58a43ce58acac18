import {
  asJudged,
  type Evaluation,
  type JudgedEvaluation,
  type Level,
  type Rule,
} from 'dockerfile-scorecard-engine';
import type { Engine } from '../evaluation';

/**
 * An engine whose verdict stands in the Dockerfile itself, in comments:
 * `# level: bronze`, `# score: 40`, `# fails: rule-a rule-b`, `# throws`.
 */
export function fakeEngine(
  options: { version?: string; policyHash?: string } = {},
): Engine & { evaluated: { path: string; today: string }[] } {
  const evaluated: { path: string; today: string }[] = [];
  return {
    evaluated,
    version: options.version ?? '1.0.0',
    // The day on which the verdicts of the tests may change.
    dates: ['2026-11-24'],
    policy: {
      profile: 'recommended',
      rules: {},
      extendedSupport: [],
      mirrors: {},
      ownImages: {},
      repositorySettings: 'stricter',
      hash: options.policyHash ?? 'policy',
    },
    rules: [fakeRule('rule-a', 'bronze'), fakeRule('rule-b', 'silver')],
    waive(evaluation, waivers) {
      if (evaluation.kind !== 'judged') return evaluation;
      const checks = evaluation.checks.map(check => {
        const waiver = waivers.find(({ rule }) => rule === check.rule);
        return waiver && check.state === 'fail'
          ? { ...check, state: 'waived' as const, reason: waiver.reason }
          : check;
      });
      // Without a failing rule everything is gold here.
      return checks.some(check => check.state === 'fail') ||
        waivers.length === 0
        ? { ...evaluation, checks }
        : { ...evaluation, checks, level: 'gold', nextLevel: null };
    },
    proposeFixes({ path, text }) {
      const evaluation = fakeEvaluation({
        path,
        level: 'none',
        score: 0,
        failing: ['rule-a'],
      });
      if (evaluation.kind !== 'judged') return [];
      const [finding] = evaluation.checks[0].findings;
      return [
        {
          title: 'Write it better',
          safety: 'safe',
          reason: 'It is the same.',
          edits: [{ range: finding.range, text: `${text.length}` }],
          finding,
          contentHash: 'content',
        },
      ];
    },
    rewrite({ text }) {
      return /^# rewritable/m.test(text)
        ? {
            kind: 'offered',
            language: 'python',
            text: `${text}# in two stages\n`,
            notes: ['Check it.'],
            contentHash: 'content',
            before: judged('none', 0),
            after: judged('silver', 90),
          }
        : { kind: 'not-offered', reasons: ['Nothing to split off.'] };
    },
    evaluate({ path, text, today }) {
      evaluated.push({ path, today });
      const told = (name: string) =>
        new RegExp(`^# ${name}: ?(.*)$`, 'm').exec(text)?.[1];
      if (/^# throws/m.test(text)) {
        throw new Error('out of its depth');
      }
      return fakeEvaluation({
        path,
        level: (told('level') as Level) ?? 'gold',
        score: told('score') === undefined ? 100 : Number(told('score')),
        failing: told('fails')?.split(' ').filter(Boolean) ?? [],
        image: /^FROM (\S+)/m.exec(text)?.[1],
      });
    },
  };
}

function judged(level: Level, score: number): JudgedEvaluation {
  return asJudged(
    fakeEvaluation({ path: 'Dockerfile', level, score, failing: [] }),
  );
}

export function fakeRule(id: string, level: 'bronze' | 'silver'): Rule {
  return {
    id,
    title: `Title of ${id}`,
    passing: `What is so without ${id}`,
    category: 'security',
    severity: 'high',
    level,
    weight: 1,
    aliases: ['DL0000'],
    docs: { what: 'what', why: 'why', example: 'bad', instead: 'good' },
  };
}

export function fakeEvaluation(options: {
  path: string;
  level: Level;
  score: number | null;
  failing: string[];
  image?: string;
}): Evaluation {
  const { path, level, score, failing, image } = options;
  const range = {
    start: { line: 2, column: 0 },
    end: { line: 2, column: 1 },
  };
  return {
    path,
    kind: 'judged',
    purpose: 'service',
    contentHash: 'content',
    policyHash: 'policy',
    checks: failing.map(rule => ({
      rule,
      state: 'fail',
      findings: [
        {
          rule,
          severity: rule === 'rule-a' ? 'critical' : 'medium',
          message: `${rule} fails`,
          range,
          trace: [],
          fixes: [],
        },
      ],
    })),
    stages: [],
    flows: [],
    baseImages: image
      ? [
          {
            reference: image,
            family: 'slim',
            support: [],
            use: 'final',
            stage: 0,
            line: 1,
          },
        ]
      : [],
    level,
    score,
    certainty: 1,
    categories: [],
    nextLevel:
      level === 'gold' ? null : { level: 'gold', missing: failing, open: [] },
    size: { additions: [], savings: [] },
    problems: [],
  };
}

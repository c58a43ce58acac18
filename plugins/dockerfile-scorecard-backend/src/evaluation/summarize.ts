import type {
  BaseImageUse,
  FirstFinding,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type {
  Finding,
  Level,
  NextLevel,
  Rule,
  Severity,
} from 'dockerfile-scorecard-engine';
import { rankOf } from '../database';
import type { EvaluatedDockerfile } from './types';

/** The result of a service, from the verdicts on its Dockerfiles. */
export interface ServiceResult {
  level: Level;
  score: number | null;
  nextLevel: NextLevel | null;
  firstFinding: FirstFinding | undefined;
  failingRules: string[];
  baseImages: BaseImageUse[];
}

const severities: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
];

/** A service is as good as its worst Dockerfile. At least one Dockerfile is needed. */
export function summarize(
  dockerfiles: readonly EvaluatedDockerfile[],
  rules: readonly Rule[],
): ServiceResult {
  const evaluations = dockerfiles.map(({ evaluation }) => evaluation);
  const level = evaluations
    .map(evaluation => evaluation.level)
    .reduce((a, b) => (rankOf(b) < rankOf(a) ? b : a));
  const scores = evaluations.flatMap(({ score }) => score ?? []);
  const failingRules = new Set(dockerfiles.flatMap(failingRulesOf));
  return {
    level,
    score: scores.length > 0 ? Math.round(Math.min(...scores)) : null,
    nextLevel: mergeNextLevels(
      evaluations
        .filter(evaluation => evaluation.level === level)
        .flatMap(({ nextLevel }) => nextLevel ?? []),
    ),
    firstFinding: firstFinding(dockerfiles, rules),
    failingRules: [...failingRules].sort(),
    baseImages: baseImages(dockerfiles),
  };
}

export function failingRulesOf({ evaluation }: EvaluatedDockerfile): string[] {
  return evaluation.checks
    .filter(check => check.state === 'fail')
    .map(check => check.rule);
}

function mergeNextLevels(nextLevels: NextLevel[]): NextLevel | null {
  if (nextLevels.length === 0) {
    return null;
  }
  const missing = new Set(nextLevels.flatMap(next => next.missing));
  return { level: nextLevels[0].level, missing: [...missing].sort() };
}

/** The most severe finding, and of these one that gates the lowest level: it is what has to be mended first. */
function firstFinding(
  dockerfiles: readonly EvaluatedDockerfile[],
  rules: readonly Rule[],
): FirstFinding | undefined {
  const rulesById = new Map(rules.map(rule => [rule.id, rule]));
  const gate = (finding: Finding) => {
    const level = rulesById.get(finding.rule)?.level;
    return level ? rankOf(level) : Number.MAX_SAFE_INTEGER;
  };
  const [first] = dockerfiles
    .flatMap(({ path, evaluation }) =>
      evaluation.checks
        .filter(check => check.state === 'fail')
        .flatMap(check => check.findings)
        .map(finding => ({ path, finding })),
    )
    .sort(
      (a, b) =>
        severities.indexOf(a.finding.severity) -
          severities.indexOf(b.finding.severity) ||
        gate(a.finding) - gate(b.finding) ||
        (a.path < b.path ? -1 : Number(a.path > b.path)) ||
        a.finding.range.start.line - b.finding.range.start.line,
    );
  return (
    first && {
      rule: first.finding.rule,
      title: rulesById.get(first.finding.rule)?.title ?? first.finding.rule,
      message: first.finding.message,
      severity: first.finding.severity,
      path: first.path,
      line: first.finding.range.start.line,
    }
  );
}

function baseImages(
  dockerfiles: readonly EvaluatedDockerfile[],
): BaseImageUse[] {
  const images = new Map<string, BaseImageUse>();
  for (const image of dockerfiles.flatMap(d => d.evaluation.baseImages)) {
    if (image.reference !== undefined) {
      const { reference, family, endOfLife, use } = image;
      images.set(`${use} ${reference}`, { reference, family, endOfLife, use });
    }
  }
  return [...images.values()].sort((a, b) =>
    `${a.reference} ${a.use}` < `${b.reference} ${b.use}` ? -1 : 1,
  );
}

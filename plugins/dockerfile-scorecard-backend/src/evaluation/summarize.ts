import type {
  BaseImageUse,
  FirstFinding,
} from 'backstage-plugin-dockerfile-scorecard-common';
import {
  checksOf,
  compareSeverities,
  findingsOf,
  rankOfLevel,
  worstLevel,
  type Finding,
  type Level,
  type NextLevel,
  type Rule,
} from 'dockerfile-scorecard-engine';
import type { EvaluatedDockerfile } from './types';

/** The result of a service, from the verdicts on its Dockerfiles. */
export interface ServiceResult {
  /** Null when none of its Dockerfiles can be judged. */
  level: Level | null;
  score: number | null;
  nextLevel: NextLevel | null;
  firstFinding: FirstFinding | undefined;
  failingRules: string[];
  baseImages: BaseImageUse[];
}

/** The Dockerfiles of what a service ships; those for development and CI only where there is no other. */
export function decisive(
  dockerfiles: readonly EvaluatedDockerfile[],
): readonly EvaluatedDockerfile[] {
  const ships = dockerfiles.filter(
    ({ evaluation }) => evaluation.purpose === 'service',
  );
  return ships.length > 0 ? ships : dockerfiles;
}

/** A service is as good as its worst Dockerfile. At least one Dockerfile is needed. */
export function summarize(
  all: readonly EvaluatedDockerfile[],
  rules: readonly Rule[],
): ServiceResult {
  const dockerfiles = decisive(all);
  const evaluations = dockerfiles.flatMap(({ evaluation }) =>
    evaluation.kind === 'judged' ? [evaluation] : [],
  );
  const level = worstLevel(evaluations.map(each => each.level)) ?? null;
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
  return checksOf(evaluation)
    .filter(check => check.state === 'fail')
    .map(check => check.rule);
}

function mergeNextLevels(nextLevels: NextLevel[]): NextLevel | null {
  if (nextLevels.length === 0) {
    return null;
  }
  const missing = new Set(nextLevels.flatMap(next => next.missing));
  const open = new Map(
    nextLevels
      .flatMap(next => next.open)
      .map(question => [`${question.rule} ${question.reason}`, question]),
  );
  return {
    level: nextLevels[0].level,
    missing: [...missing].sort(),
    open: [...open.values()],
  };
}

/** The most severe finding, and of these one that gates the lowest level: it is what has to be mended first. */
function firstFinding(
  dockerfiles: readonly EvaluatedDockerfile[],
  rules: readonly Rule[],
): FirstFinding | undefined {
  const rulesById = new Map(rules.map(rule => [rule.id, rule]));
  const gate = (finding: Finding) => {
    const level = rulesById.get(finding.rule)?.level;
    return level ? rankOfLevel(level) : Number.MAX_SAFE_INTEGER;
  };
  const [first] = dockerfiles
    .flatMap(({ path, evaluation }) =>
      findingsOf(evaluation).map(finding => ({ path, finding })),
    )
    .sort(
      (a, b) =>
        compareSeverities(a.finding.severity, b.finding.severity) ||
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
  const used = dockerfiles.flatMap(({ evaluation }) =>
    evaluation.kind === 'judged' ? evaluation.baseImages : [],
  );
  for (const image of used) {
    if (image.reference !== undefined) {
      const { reference, family, endOfLife, use } = image;
      images.set(`${use} ${reference}`, { reference, family, endOfLife, use });
    }
  }
  return [...images.values()].sort((a, b) =>
    `${a.reference} ${a.use}` < `${b.reference} ${b.use}` ? -1 : 1,
  );
}

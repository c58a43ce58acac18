import type { Evaluation, Level, Policy } from 'dockerfile-scorecard-engine';

/** From worst to best. */
export const LEVELS: readonly Level[] = ['none', 'bronze', 'silver', 'gold'];

/** A finding as the action puts it out. */
export interface ReportedFinding {
  dockerfile: string;
  line: number;
  rule: string;
  severity: string;
  message: string;
}

/** What a template asks for. */
export interface Demand {
  level?: Level;
  minScore?: number;
}

export function isBelow(level: Level, wanted: Level): boolean {
  return LEVELS.indexOf(level) < LEVELS.indexOf(wanted);
}

export function findingsOf(evaluation: Evaluation): ReportedFinding[] {
  return evaluation.checks
    .filter(({ state }) => state === 'fail')
    .flatMap(({ findings }) => findings)
    .map(({ rule, severity, message, range }) => ({
      dockerfile: evaluation.path,
      line: range.start.line,
      rule,
      severity,
      message,
    }));
}

export function describeFinding(finding: ReportedFinding): string {
  const { dockerfile, line, severity, message, rule } = finding;
  return `${dockerfile}:${line} ${severity}: ${message} (${rule})`;
}

/** What one Dockerfile misses, line by line; empty when it meets the demand. */
export function shortfall(options: {
  evaluation: Evaluation;
  policy: Policy;
  demand: Demand;
}): string[] {
  const { evaluation, policy, demand } = options;
  const { path, kind, level, score } = evaluation;
  if (kind === 'template') {
    return [
      `${path} still has placeholders in it: render it before it is checked`,
    ];
  }
  const findings = findingsOf(evaluation);
  if (demand.level !== undefined && isBelow(level, demand.level)) {
    const wanted = demand.level;
    const gating = findings.filter(finding => {
      const gate = policy.rules[finding.rule]?.level;
      return (
        finding.severity === 'critical' ||
        (gate !== undefined && !isBelow(wanted, gate))
      );
    });
    return [
      `${path} is at level ${level}, ${wanted} is asked for. It takes:`,
      ...gating.map(finding => `  - ${describeFinding(finding)}`),
    ];
  }
  if (
    demand.minScore !== undefined &&
    score !== null &&
    score < demand.minScore
  ) {
    return [
      `${path} scores ${score} of 100, ${demand.minScore} are asked for. Points are lost by:`,
      ...findings.map(finding => `  - ${describeFinding(finding)}`),
    ];
  }
  return [];
}

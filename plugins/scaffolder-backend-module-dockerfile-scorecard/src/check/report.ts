import {
  compareLevels,
  findingsOf,
  type Evaluation,
  type Level,
  type Policy,
} from 'dockerfile-scorecard-engine';

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

export function reportedFindings(evaluation: Evaluation): ReportedFinding[] {
  return findingsOf(evaluation).map(({ rule, severity, message, range }) => ({
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
  const { path } = evaluation;
  if (evaluation.kind === 'not-judged')
    return [`${path} cannot be judged: ${evaluation.message}`];
  const { level, score } = evaluation;
  const findings = reportedFindings(evaluation);
  if (demand.level !== undefined && compareLevels(level, demand.level) < 0) {
    const wanted = demand.level;
    const gating = findings.filter(finding => {
      const gate = policy.rules[finding.rule]?.level;
      return (
        finding.severity === 'critical' ||
        (gate !== undefined && compareLevels(gate, wanted) <= 0)
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

import type { Severity } from 'dockerfile-scorecard-engine';
import type { Judged } from '../judged';
import { fingerprinted } from '../fingerprints';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
};

/** A code quality report of GitLab (docs.gitlab.com/ci/testing/code_quality). */
export function formatGitlab(judged: readonly Judged[]): string {
  const issues = judged.flatMap(item =>
    fingerprinted(item).map(({ finding, fingerprint }) => ({
      description: finding.message,
      check_name: finding.rule,
      fingerprint,
      severity: SEVERITIES[finding.severity],
      location: {
        path: item.evaluation.path,
        lines: { begin: Math.max(1, finding.range.start.line) },
      },
    })),
  );
  return `${JSON.stringify(issues, null, 2)}\n`;
}

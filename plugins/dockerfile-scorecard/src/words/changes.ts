import type { Scorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { count, shortRevision } from './counts';
import { verdictWords } from './moves';

/** Findings by Dockerfile and rule: lines move when a file is edited, so they do not identify a finding. */
function findings(scorecard: Scorecard): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const { path, evaluation } of scorecard.dockerfiles) {
    if (evaluation.kind === 'not-judged') continue;
    for (const check of evaluation.checks) {
      if (check.state !== 'fail') continue;
      const key = `${path}\0${check.rule}`;
      amounts.set(key, (amounts.get(key) ?? 0) + check.findings.length);
    }
  }
  return amounts;
}

function surplus(of: Map<string, number>, over: Map<string, number>): number {
  let total = 0;
  for (const [key, amount] of of)
    total += Math.max(0, amount - (over.get(key) ?? 0));
  return total;
}

function findingWords(before: Scorecard, after: Scorecard): string {
  const [then, now] = [findings(before), findings(after)];
  const gone = surplus(then, now);
  const added = surplus(now, then);
  return [
    gone > 0 ? `${count(gone, 'finding')} gone` : '',
    added > 0 ? `${count(added, 'new finding')}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

const stateWords: Partial<Record<Scorecard['state'], string>> = {
  'no-dockerfile': 'No Dockerfile found.',
  excluded: 'It is excluded from scanning now.',
  pending: 'It is waiting for its first scan.',
};

/** What a scan changed: `Was None 35, is Silver 97: 3 findings gone`. */
export function changeWords(before: Scorecard, after: Scorecard): string {
  const { lastScan } = after.scan;
  if (after.stale || after.state === 'failed' || lastScan?.outcome === 'failed')
    return 'The scan failed.';
  if (after.state !== 'scored') return stateWords[after.state] ?? '';
  if (before.state !== 'scored') return `Scanned: ${verdictWords(after)}.`;
  const changed = findingWords(before, after);
  if (verdictWords(before) !== verdictWords(after)) {
    const was = `Was ${verdictWords(before)}, is ${verdictWords(after)}`;
    return changed ? `${was}: ${changed}.` : `${was}.`;
  }
  if (changed) return `Still ${verdictWords(after)}: ${changed}.`;
  if (!after.revision) return 'Nothing changed.';
  const revision = shortRevision(after.revision);
  return before.revision === after.revision
    ? `Nothing changed since revision ${revision}.`
    : `Revision ${revision} has the same result.`;
}

import { findingsOf, type Finding } from 'dockerfile-scorecard-engine';
import { createHash } from 'node:crypto';
import type { Judged } from './judged';

function fingerprint(finding: Finding, text: string, repeated: number): string {
  const line = text.split('\n')[finding.range.start.line - 1] ?? '';
  return createHash('sha256')
    .update(`${finding.rule}\0${line.replace(/\s+/g, ' ').trim()}\0${repeated}`)
    .digest('hex');
}

/** A finding, and what tells it from others over time. */
export interface Fingerprinted {
  finding: Finding;
  fingerprint: string;
}

/**
 * The findings of a Dockerfile, each with a fingerprint of its rule and the text of its line: line numbers move with every edit. Equal
 * ones in a file are counted, so that no two fingerprints are the same.
 */
export function fingerprinted({
  text,
  evaluation,
}: Pick<Judged, 'text' | 'evaluation'>): Fingerprinted[] {
  const seen = new Map<string, number>();
  return findingsOf(evaluation).map(finding => {
    const first = fingerprint(finding, text, 0);
    const repeated = seen.get(first) ?? 0;
    seen.set(first, repeated + 1);
    return { finding, fingerprint: fingerprint(finding, text, repeated) };
  });
}

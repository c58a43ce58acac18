import {
  evaluateDockerfile,
  findingsOf,
  proposeFixes,
  type Evaluation,
  type Finding,
  type ProvenFix,
} from 'dockerfile-scorecard-engine';
import { fingerprinted } from './fingerprints';
import type { DockerfileInput } from './inputs';

/** One judged Dockerfile. */
export interface Judged {
  text: string;
  evaluation: Evaluation;
  /** Proven fixes of its findings; they take longer than the verdict. */
  fixes: () => readonly ProvenFix[];
  /** The file at the revision that it is compared with; `new` where it was not there. */
  before?: { text: string; evaluation: Evaluation } | 'new';
}

export function judge(input: DockerfileInput): Judged {
  return {
    text: input.text,
    evaluation: evaluateDockerfile(input),
    fixes: () => proposeFixes(input),
  };
}

/** The findings that a file did not have at the revision that it is compared with. */
export function findingsSince(item: Judged): readonly Finding[] {
  const { before } = item;
  if (before === undefined || before === 'new')
    return findingsOf(item.evaluation);
  const known = new Set(
    fingerprinted(before).map(({ fingerprint }) => fingerprint),
  );
  return fingerprinted(item)
    .filter(({ fingerprint }) => !known.has(fingerprint))
    .map(({ finding }) => finding);
}

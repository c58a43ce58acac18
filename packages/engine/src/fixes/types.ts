import type { BuildContext } from '../contents/buildContext';
import type { Policy } from '../policy';
import type { Build } from '../questions/build';
import type { Finding, Fix } from '../verdict';

/** What is fixed: a Dockerfile with what is known around it. @public */
export interface FixInput {
  /** Path in the repository; only shown. */
  path: string;
  text: string;
  context?: BuildContext;
  policy?: Policy;
  /** ISO date. */
  today: string;
}

/** A way to end a finding, before it is proven. */
export interface Candidate extends Fix {
  reason: string;
}

/** Finds ways to end a finding, the best first. Whether they do is proven by evaluating again. */
export type FixMaker = (build: Build, finding: Finding) => readonly Candidate[];

/** A fix that was applied and evaluated: its finding is gone, and nothing new fails. @public */
export interface ProvenFix extends Candidate {
  /** The finding that it ends. */
  finding: Finding;
  /** Hash of the text that the edits are for. */
  contentHash: string;
}

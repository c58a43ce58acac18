import type { BuildContext } from '../contents/buildContext';
import type { Policy } from '../policy';
import type { Build } from '../rules/build';
import type { Edit, Finding, Fix } from '../verdict';

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
export interface Candidate {
  /** What it does, as an imperative: "Run as user 10001". */
  title: string;
  /** `review`: it changes what runs. */
  safety: Fix['safety'];
  /** Why it is safe, or what to look at. */
  reason: string;
  edits: Edit[];
  /** The whole text of the .dockerignore after it. */
  dockerignore?: string;
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

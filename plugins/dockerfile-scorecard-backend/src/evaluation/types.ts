import type { StoredAs } from '../config';
import type { Span } from '../secrets';
import type {
  BuildContext,
  Evaluation,
  Policy,
  ProvenFix,
  Rewrite,
  Rule,
  RuleWaiver,
} from 'dockerfile-scorecard-engine';

/** The engine, as far as the backend needs it. Injected, so that scanning can be tested without its rules. */
export interface Engine {
  readonly version: string;
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  /** Days on which verdicts may change by themselves, besides those that a Dockerfile names. ISO dates. */
  readonly dates: readonly string[];
  evaluate(input: {
    path: string;
    text: string;
    context: BuildContext;
    /** ISO date. */
    today: string;
  }): Evaluation;
  /** Proven fixes for the findings of a text. */
  proposeFixes(input: {
    path: string;
    text: string;
    context: BuildContext;
    today: string;
  }): ProvenFix[];
  /** A multi-stage text in place of another. */
  rewrite(input: {
    path: string;
    text: string;
    context: BuildContext;
    today: string;
  }): Rewrite;
  /** An evaluation in which failing rules are waived, with the level and the score that follow from it. */
  waive(
    evaluation: Evaluation,
    waivers: readonly RuleWaiver[],
    today: string,
  ): Evaluation;
}

/** One Dockerfile, ready to be judged. */
export interface EvaluationInput {
  /** Relative to the root of the repository. */
  path: string;
  /** Relative to the folder of the entity, so that services made from one template share verdicts. */
  evaluatedPath: string;
  text: string;
  context: BuildContext;
  /** How its text lies in the store; absent when it was just read. */
  stored?: { storedAs: StoredAs; masked: readonly Span[] };
}

/** One Dockerfile with its verdict and what both are stored under. */
export interface EvaluatedDockerfile {
  path: string;
  evaluatedPath: string;
  contentHash: string;
  contextHash: string;
  evaluationHash: string;
  evaluation: Evaluation;
}

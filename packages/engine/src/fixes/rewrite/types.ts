import type { JudgedEvaluation } from '../../scorecard/types';

/** Languages that a multi-stage Dockerfile can be written for. @public */
export type RewriteLanguage = 'go' | 'java' | 'node' | 'python';

/**
 * A multi-stage Dockerfile in place of one that ships what it builds with, or the reasons why none is offered.
 *
 * @public
 */
export type Rewrite =
  | {
      kind: 'offered';
      language: RewriteLanguage;
      text: string;
      /** The .dockerignore, where it changes. */
      dockerignore?: string;
      /** What could not be carried over, and what a person has to check; one sentence each. */
      notes: string[];
      /** Hash of the text that it takes the place of. */
      contentHash: string;
      before: JudgedEvaluation;
      after: JudgedEvaluation;
    }
  | {
      kind: 'not-offered';
      /** What is missing; one sentence each. */
      reasons: string[];
    };

/** The two stages that a language is split into, as lines of text. */
export interface Plan {
  language: RewriteLanguage;
  /** What FROM names for the build stage. */
  builderBase: string;
  /** Lines of the build stage below its FROM. */
  builder: string;
  finalBase: string;
  /** Lines of the final stage below its FROM. */
  final: string;
  notes: string[];
}

/** Why a file cannot be split: shown to the one who asked. */
export class NotRewritable extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join(' '));
    this.name = 'NotRewritable';
  }
}

/** Gives up, with the reason. */
export function refuse(...reasons: string[]): never {
  throw new NotRewritable(reasons);
}

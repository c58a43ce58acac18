import type {
  Category,
  Consequence,
  EarnedLevel,
  Question,
  Severity,
} from '../verdict';

/** The text that a person reads about a rule. Markdown. */
export interface RuleDocs {
  what: string;
  why: string;
  example: string;
  instead: string;
  exceptions?: string;
}

/** The public face of a rule. */
export interface Rule {
  id: string;
  /** The fault that it looks for. */
  title: string;
  /** What is so where it passes, e.g. "The base image is supported". */
  passing: string;
  category: Category;
  severity: Severity;
  /** What its critical and high findings mean for the image. */
  consequence?: Consequence;
  /** The question that it answers, where a level is granted only once that is answered. */
  settles?: Question;
  /** The level that needs it; undefined gates nothing. */
  level?: EarnedLevel;
  /** Points in its category. */
  weight: number;
  /** Upstream rules that it covers, e.g. `DL3006`, `FromAsCasing`, `DS-0001`, `CKV_DOCKER_7`. */
  aliases: readonly string[];
  docs: RuleDocs;
  /** First profile that has it; `recommended` unless said. */
  profile?: 'recommended' | 'strict' | 'all';
  /** Options that a policy may set, with their defaults. */
  options?: Readonly<Record<string, unknown>>;
}

import type { EarnedLevel } from './levels';
import type { Range } from './range';
import { asSentence } from './sentences';
import type { Severity } from './severities';

/** One step on the way to a finding. @public */
export interface TraceStep {
  range: Range;
  note: string;
}

/** Replaces the text in `range`; an empty range inserts. @public */
export interface Edit {
  range: Range;
  text: string;
}

/** Edits that end a finding. `safety` tells whether behaviour may change beyond what the finding asks for. @public */
export interface Fix {
  title: string;
  safety: 'safe' | 'review';
  /** Why it is safe, or what to look at. */
  reason?: string;
  edits: Edit[];
  /** The whole text of the .dockerignore after it. */
  dockerignore?: string;
  /** What manifests get besides, e.g. a server that the new command starts. */
  additions?: readonly Addition[];
}

/** Lines at the end of a file of the build context. @public */
export interface Addition {
  /** Relative to the build context. */
  path: string;
  lines: readonly string[];
}

/** One place where a check fails. @public */
export interface Finding {
  rule: string;
  severity: Severity;
  /** The line, the cause and the cure in one or two sentences. */
  message: string;
  range: Range;
  trace: TraceStep[];
  fixes: Fix[];
  /** The level that it keeps away, where that is not the rule's. */
  level?: EarnedLevel;
}

/** A finding before the rule's id and severity are put on it. */
export interface Draft {
  message: string;
  range: Range;
  trace?: TraceStep[];
  fixes?: Fix[];
  /** Where it differs from the rule's. */
  severity?: Severity;
  /** Where it differs from the rule's. */
  level?: EarnedLevel;
}

/** The finding of a rule, with the severity that the policy gives it. */
export function toFinding(
  rule: string,
  severity: Severity,
  draft: Draft,
): Finding {
  return {
    rule,
    severity: draft.severity ?? severity,
    message: asSentence(draft.message),
    range: draft.range,
    trace: draft.trace ?? [],
    fixes: draft.fixes ?? [],
    ...(draft.level && { level: draft.level }),
  };
}

import type { DockerfileScorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import type {
  BaseImage,
  Check,
  Edit,
  Evaluation,
  JudgedEvaluation,
  UnjudgedEvaluation,
  Finding,
  Fix,
  Range,
  TraceStep,
} from 'dockerfile-scorecard-engine';
import { sampleRules } from './rules';

/** A whole line of a text. */
export function lineRange(text: string, line: number): Range {
  const length = text.split('\n')[line - 1]?.length ?? 0;
  return { start: { line, column: 0 }, end: { line, column: length } };
}

export function replaceLine(text: string, line: number, by: string): Edit {
  return { range: lineRange(text, line), text: by };
}

export function insertBefore(line: number, text: string): Edit {
  const at = { line, column: 0 };
  return { range: { start: at, end: at }, text: `${text}\n` };
}

interface FindingParts {
  line: number;
  message: string;
  /** Line and note of each step. */
  trace?: [number, string][];
  fixes?: Fix[];
}

/** A failing check with its findings. */
export function fails(
  text: string,
  ruleId: string,
  ...parts: FindingParts[]
): Check {
  const severity =
    sampleRules.find(rule => rule.id === ruleId)?.severity ?? 'medium';
  const findings = parts.map(
    (part): Finding => ({
      rule: ruleId,
      severity,
      message: part.message,
      range: lineRange(text, part.line),
      trace: (part.trace ?? []).map(
        ([line, note]): TraceStep => ({ range: lineRange(text, line), note }),
      ),
      fixes: part.fixes ?? [],
    }),
  );
  return { rule: ruleId, state: 'fail', findings };
}

export function passes(...ids: string[]): Check[] {
  return ids.map(id => ({ rule: id, state: 'pass', findings: [] }));
}

/** What no sample cares to say. */
export function evaluation(
  parts: Partial<JudgedEvaluation> & Pick<JudgedEvaluation, 'path' | 'level'>,
): JudgedEvaluation {
  return {
    kind: 'judged',
    purpose: 'service',
    contentHash: parts.path,
    policyHash: '7c1e42',
    checks: [],
    stages: [],
    flows: [],
    baseImages: [],
    score: null,
    certainty: null,
    categories: [],
    nextLevel: null,
    size: { additions: [], savings: [] },
    problems: [],
    ...parts,
  };
}

/** A file without a verdict. */
export function notJudged(
  parts: Pick<UnjudgedEvaluation, 'path' | 'reason' | 'message' | 'range'>,
): UnjudgedEvaluation {
  return {
    kind: 'not-judged',
    purpose: 'service',
    contentHash: parts.path,
    policyHash: '7c1e42',
    problems: [],
    ...parts,
  };
}

export function dockerfile<E extends Evaluation>(
  text: string,
  verdict: E,
  failingSince: Record<string, string> = {},
): DockerfileScorecard & { evaluation: E } {
  return { path: verdict.path, text, evaluation: verdict, failingSince };
}

export function pythonImage(
  parts: Partial<BaseImage> & Pick<BaseImage, 'line' | 'stage' | 'use'>,
): BaseImage {
  return {
    reference: 'python:3.13-slim-trixie',
    name: 'docker.io/library/python',
    tag: '3.13-slim-trixie',
    family: 'slim',
    os: 'debian',
    libc: 'glibc',
    support: [],
    endOfLife: '2029-10-31',
    size: { bytes: 43_000_000, asOf: '2026-11-01' },
    ...parts,
  };
}

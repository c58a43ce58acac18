import type { Evaluation } from 'dockerfile-scorecard-engine';

/** What engines up to 0.1.0 stored. They are judged again after an upgrade; until then this is what people see. */
interface FormerEvaluation {
  kind: 'dockerfile' | 'template';
  path: string;
  contentHash: string;
  policyHash: string;
  problems: Evaluation['problems'];
}

/** Reads a stored evaluation, also one of an older engine. */
export function readEvaluation(json: string): Evaluation {
  const stored: Evaluation | FormerEvaluation = JSON.parse(json);
  switch (stored.kind) {
    case 'dockerfile':
      return { purpose: 'service', ...stored, kind: 'judged' } as Evaluation;
    case 'template': {
      const { path, contentHash, policyHash, problems } = stored;
      const [problem] = problems;
      return {
        kind: 'not-judged',
        path,
        purpose: 'service',
        contentHash,
        policyHash,
        reason: 'template',
        message: problem?.message ?? 'This is a template, not a Dockerfile.',
        ...(problem?.range && { range: problem.range }),
        problems: [],
      };
    }
    default:
      return stored;
  }
}

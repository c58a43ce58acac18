import { fakeEvaluation } from '../__testUtils__/fakeEngine';
import { readEvaluation } from './readEvaluation';

const judged = fakeEvaluation({
  path: 'Dockerfile',
  level: 'silver',
  score: 80,
  failing: [],
});

describe('readEvaluation', () => {
  it('reads what the present engine stores', () => {
    expect(readEvaluation(JSON.stringify(judged))).toEqual(judged);
  });

  it('reads the verdict of an older engine', () => {
    const stored = { ...judged, kind: 'dockerfile' };
    expect(readEvaluation(JSON.stringify(stored))).toEqual(judged);
  });

  it('reads a template of an older engine, which had a level', () => {
    const range = {
      start: { line: 1, column: 0 },
      end: { line: 1, column: 9 },
    };
    const stored = {
      ...judged,
      kind: 'template',
      level: 'none',
      problems: [{ code: 'template', severity: 'info', message: 'A.', range }],
    };
    expect(readEvaluation(JSON.stringify(stored))).toEqual({
      kind: 'not-judged',
      reason: 'template',
      message: 'A.',
      path: 'Dockerfile',
      purpose: 'service',
      contentHash: 'content',
      policyHash: 'policy',
      range,
      problems: [],
    });
  });
});

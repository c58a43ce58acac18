import { flask } from '../../dev/samples';
import { withFixes } from './useFixes';

const { path, evaluation } = flask;
const [check] = evaluation.checks;
const [finding] = check.findings;
const fix = {
  title: 'Do it',
  safety: 'safe' as const,
  reason: 'It is the same.',
  edits: [],
  finding,
  contentHash: evaluation.contentHash,
};

function fixesOf(dockerfile: typeof flask) {
  return dockerfile.evaluation.checks[0].findings[0].fixes;
}

describe('withFixes', () => {
  it('puts a fix below its finding', () => {
    const found = withFixes(flask, { items: [{ path, fixes: [fix] }] });
    expect(fixesOf(found as typeof flask)).toEqual([fix]);
  });

  it.each([
    ['of another file', { path: 'other', fixes: [fix] }],
    ['for another text', { path, fixes: [{ ...fix, contentHash: 'old' }] }],
    [
      'for another finding',
      { path, fixes: [{ ...fix, finding: { ...finding, message: 'x' } }] },
    ],
  ])('leaves out a fix %s', (_, item) => {
    const found = withFixes(flask, { items: [item] });
    expect(fixesOf(found as typeof flask)).toEqual(finding.fixes);
  });
});

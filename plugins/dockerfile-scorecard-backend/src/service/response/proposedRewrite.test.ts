import { proposedRewrite } from './proposedRewrite';

describe('proposedRewrite', () => {
  const rewrite = () => {
    throw new Error('not to be asked for');
  };

  it('writes nothing again that is not kept', () => {
    expect(
      proposedRewrite({ storedAs: 'findings', masked: [], rewrite }),
    ).toMatchObject({
      kind: 'not-offered',
      reasons: [expect.stringContaining('is not kept')],
    });
  });

  it('writes no mask into a file', () => {
    expect(
      proposedRewrite({ storedAs: 'masked', masked: [[10, 4]], rewrite }),
    ).toMatchObject({
      kind: 'not-offered',
      reasons: [expect.stringContaining('Rotate it')],
    });
  });
});

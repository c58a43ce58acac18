import { flask, gold, service } from '../../dev/samples';
import { changeWords } from './changes';

describe('changeWords', () => {
  const before = service('orders-api', [flask]);

  it.each([
    [
      'a better level',
      service('x', [gold]),
      /^Was None \d+, is Gold 100: \d+ findings gone\.$/,
    ],
    ['the same revision', before, /^Nothing changed since revision 3f2c1a9\.$/],
    [
      'another revision with the same findings',
      { ...before, revision: 'a91e0f7d4be07755c1a2e0f8d6b9c3a1e4f50712' },
      /^Revision a91e0f7 has the same result\.$/,
    ],
    ['a failed scan', { ...before, stale: true }, /^The scan failed\.$/],
    ['no Dockerfile any more', service('x', []), /^No Dockerfile found\.$/],
  ])('tells of %s', (_, after, words) => {
    expect(changeWords(before, after)).toMatch(words);
  });

  it('tells of findings that came though the level stayed', () => {
    const after = service('orders-api', [
      flask,
      { ...flask, path: 'worker/Dockerfile' },
    ]);
    expect(changeWords(before, after)).toMatch(
      /^Still None \d+: \d+ new findings?\.$/,
    );
  });

  it('tells the first result', () => {
    const pending = service('x', [], { state: 'pending' });
    expect(changeWords(pending, service('x', [gold]))).toBe(
      'Scanned: Gold 100.',
    );
  });
});

import { service } from '../../../../../dev/samples';
import { changeByRule, isComplete } from './useMovement';

function moved(failing: string[], fixed: string[]) {
  return {
    service: service('orders-api', []),
    previousLevel: 'none' as const,
    previousScore: 12,
    failing,
    fixed,
  };
}

describe('the movement of rules', () => {
  const items = [
    moved(['eol-base'], []),
    moved(['eol-base', 'runs-as-root'], ['unpinned-tag']),
    moved([], ['runs-as-root']),
  ];

  it('adds up what began to fail and what was fixed', () => {
    expect([...changeByRule({ worse: 2, better: 1, items })]).toEqual([
      ['eol-base', 2],
      ['runs-as-root', 0],
      ['unpinned-tag', -1],
    ]);
  });

  it('is complete only if all that changed is there', () => {
    expect(isComplete({ worse: 2, better: 1, items })).toBe(true);
    expect(isComplete({ worse: 2, better: 2, items })).toBe(false);
  });
});

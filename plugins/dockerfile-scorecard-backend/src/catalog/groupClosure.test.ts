import { group } from '../__testUtils__/entities';
import { groupClosure } from './groupClosure';

describe('groupClosure', () => {
  it('ends in spite of a circle', () => {
    const members = groupClosure([group('a', 'b'), group('b', 'a')]);
    expect(members.map(m => `${m.ancestor} > ${m.descendant}`).sort()).toEqual([
      'group:default/a > group:default/a',
      'group:default/a > group:default/b',
      'group:default/b > group:default/a',
      'group:default/b > group:default/b',
    ]);
  });

  it('takes the parent from the text when relations are missing', () => {
    const child = { ...group('child', 'top'), relations: [] };
    expect(groupClosure([group('top'), child])).toContainEqual({
      ancestor: 'group:default/top',
      descendant: 'group:default/child',
    });
  });
});

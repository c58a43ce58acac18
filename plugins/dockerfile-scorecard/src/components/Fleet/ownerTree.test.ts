import { ownerTree } from './ownerTree';

function group(name: string, parent?: string, displayName?: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: { type: 'team', profile: displayName ? { displayName } : {} },
    relations: parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : [],
  };
}

function shown(options: ReturnType<typeof ownerTree>) {
  return options.map(({ label, depth }) => `${'  '.repeat(depth)}${label}`);
}

describe('ownerTree', () => {
  it('puts groups below the ones above them, and leaves out those that own nothing', () => {
    const groups = [
      group('search', 'shop'),
      group('checkout', 'shop', 'Checkout'),
      group('shop', 'company'),
      group('company'),
      group('sales', 'company'),
    ];
    expect(
      shown(
        ownerTree(groups, [
          'group:default/search',
          'group:default/checkout',
          'user:default/ada',
        ]),
      ),
    ).toEqual(['company', '  shop', '    Checkout', '    search', 'user:ada']);
  });

  it('ends when groups are above each other', () => {
    const groups = [group('a', 'b'), group('b', 'a')];
    const options = ownerTree(groups, ['group:default/a']);
    expect(options.map(({ value }) => value).sort()).toEqual([
      'group:default/a',
      'group:default/b',
    ]);
  });
});

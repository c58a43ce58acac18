import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { component } from '../../__testUtils__/entities';
import { CatalogVisibility } from './CatalogVisibility';

const conditional = (owner: string): PolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  // Only the catalog knows labels.
  conditions: {
    rule: 'HAS_LABEL',
    resourceType: 'catalog-entity',
    params: { label: owner },
  },
});

describe('CatalogVisibility', () => {
  let decision: PolicyDecision;
  const streamEntities = jest.fn();
  const ada = mockCredentials.user('user:default/ada');
  const bob = mockCredentials.user('user:default/bob');

  function visibility() {
    return new CatalogVisibility({
      permissions: mockServices.permissions.mock({
        authorizeConditional: async () => [decision],
      }),
      catalog: catalogServiceMock.mock({
        async *streamEntities(...args) {
          streamEntities(...args);
          yield [component('a')];
          yield [component('b')];
        },
      }),
      filter: { kind: 'Component' },
    });
  }
  beforeEach(() => streamEntities.mockReset());

  it.each<[PolicyDecision, string]>([
    [{ result: AuthorizeResult.ALLOW }, 'all'],
    [{ result: AuthorizeResult.DENY }, 'none'],
  ])(
    'does not ask the catalog when the answer is clear: %j',
    async (clear, kind) => {
      decision = clear;
      expect(await visibility().of(ada)).toEqual({ kind });
      expect(streamEntities).not.toHaveBeenCalled();
    },
  );

  it('does not ask the catalog who owns what', async () => {
    decision = {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'catalog-entity',
        params: { claims: ['group:default/team'] },
      },
    };
    expect(await visibility().of(ada)).toEqual({
      kind: 'matching',
      criteria: { owners: ['group:default/team'] },
    });
    expect(streamEntities).not.toHaveBeenCalled();
  });

  it('asks the catalog as the caller when there are conditions, once for a while', async () => {
    decision = conditional('group:default/team');
    const asked = visibility();
    const expected = {
      kind: 'only',
      entityRefs: ['component:default/a', 'component:default/b'],
    };
    expect(await Promise.all([asked.of(ada), asked.of(ada)])).toEqual([
      expected,
      expected,
    ]);
    expect(streamEntities.mock.calls).toEqual([
      [
        expect.objectContaining({ filter: { kind: 'Component' } }),
        { credentials: ada },
      ],
    ]);
  });

  it('never answers one caller with the services of another', async () => {
    decision = conditional('group:default/team');
    const asked = visibility();
    await asked.of(ada);
    await asked.of(bob);
    expect(streamEntities.mock.calls.map(([, options]) => options)).toEqual([
      { credentials: ada },
      { credentials: bob },
    ]);
  });

  it('follows a changed policy at once', async () => {
    const asked = visibility();
    decision = conditional('group:default/team');
    await asked.of(ada);
    decision = conditional('group:default/other');
    await asked.of(ada);
    expect(streamEntities).toHaveBeenCalledTimes(2);
    decision = { result: AuthorizeResult.DENY };
    expect(await asked.of(ada)).toEqual({ kind: 'none' });
  });

  it('does not remember errors', async () => {
    decision = conditional('group:default/team');
    const asked = visibility();
    streamEntities.mockImplementationOnce(() => {
      throw new Error('catalog is down');
    });
    await expect(asked.of(ada)).rejects.toThrow('catalog is down');
    expect(await asked.of(ada)).toMatchObject({ kind: 'only' });
  });
});

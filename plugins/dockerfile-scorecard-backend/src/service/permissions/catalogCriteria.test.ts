import type {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { toServiceCriteria } from './catalogCriteria';

const condition = (rule: string, params?: object): PermissionCondition =>
  ({ rule, resourceType: 'catalog-entity', params } as PermissionCondition);
const owner = condition('IS_ENTITY_OWNER', { claims: ['group:default/Team'] });
const kind = condition('IS_ENTITY_KIND', { kinds: ['Component'] });
const label = condition('HAS_LABEL', { label: 'x' });

describe('toServiceCriteria', () => {
  it.each<[string, PermissionCriteria<PermissionCondition>, unknown]>([
    ['ownership', owner, { owners: ['group:default/team'] }],
    ['kinds', kind, { kinds: ['component'] }],
    [
      'combinations',
      { anyOf: [owner, { allOf: [kind] }] },
      {
        anyOf: [
          { owners: ['group:default/team'] },
          { allOf: [{ kinds: ['component'] }] },
        ],
      },
    ],
    ['no other rule', label, undefined],
    ['no combination with one', { allOf: [owner, label] }, undefined],
    ['no negation', { not: owner }, undefined],
    ['nothing without parameters', condition('IS_ENTITY_OWNER'), undefined],
  ])('knows %s', (_, conditions, expected) => {
    expect(toServiceCriteria(conditions)).toEqual(expected);
  });
});

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
    [
      'lifecycles and types',
      condition('HAS_SPEC', { key: 'lifecycle', value: 'Production' }),
      { property: 'lifecycle', value: 'production' },
    ],
    [
      'that there is a type',
      condition('HAS_SPEC', { key: 'type' }),
      { property: 'type' },
    ],
    [
      'namespaces',
      condition('HAS_METADATA', { key: 'namespace', value: 'Web' }),
      { property: 'namespace', value: 'web' },
    ],
    [
      'tags',
      condition('HAS_METADATA', { key: 'tags', value: 'Python' }),
      { tag: 'python' },
    ],
    [
      'no reference, which may be shortened',
      condition('HAS_SPEC', { key: 'system', value: 'shop' }),
      undefined,
    ],
    [
      'no value that is cut where it is stored',
      condition('HAS_SPEC', { key: 'type', value: 'x'.repeat(255) }),
      undefined,
    ],
    ['no other rule', label, undefined],
    ['no combination with one', { allOf: [owner, label] }, undefined],
    ['no negation', { not: owner }, undefined],
    ['nothing without parameters', condition('IS_ENTITY_OWNER'), undefined],
  ])('knows %s', (_, conditions, expected) => {
    expect(toServiceCriteria(conditions)).toEqual(expected);
  });
});

import type {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import type {
  PropertyColumn,
  ServiceCriteria,
} from '../../database/operations';

/** What is stored of an entity as the catalog has it. References are not: there they may be shortened. */
const SPEC = { type: 'type', lifecycle: 'lifecycle' } as const;
const METADATA = { name: 'name', namespace: 'namespace' } as const;

/** Longer values are cut where they are stored. */
const LONGEST_VALUE = 255;

/**
 * Conditions of the catalog as conditions on what is stored here; undefined when there is one that only the catalog can apply.
 *
 * Negations are left to the catalog: what is stored here may be a sync old, and may then show too little, but never too much.
 */
export function toServiceCriteria(
  conditions: PermissionCriteria<PermissionCondition>,
): ServiceCriteria | undefined {
  if ('anyOf' in conditions) {
    const anyOf = conditions.anyOf.map(toServiceCriteria);
    return isComplete(anyOf) ? { anyOf } : undefined;
  }
  if ('allOf' in conditions) {
    const allOf = conditions.allOf.map(toServiceCriteria);
    return isComplete(allOf) ? { allOf } : undefined;
  }
  if ('not' in conditions) {
    return undefined;
  }
  const params = conditions.params as Record<string, unknown> | undefined;
  switch (conditions.rule) {
    case 'IS_ENTITY_OWNER':
      return isTexts(params?.claims)
        ? { owners: params.claims.map(lowerCase) }
        : undefined;
    case 'IS_ENTITY_KIND':
      return isTexts(params?.kinds)
        ? { kinds: params.kinds.map(lowerCase) }
        : undefined;
    case 'HAS_SPEC':
      return toProperty(SPEC, params);
    case 'HAS_METADATA':
      return params?.key === 'tags' && isStored(params.value)
        ? { tag: lowerCase(params.value) }
        : toProperty(METADATA, params);
    default:
      return undefined;
  }
}

function toProperty(
  stored: Partial<Record<string, PropertyColumn>>,
  params: Record<string, unknown> | undefined,
): ServiceCriteria | undefined {
  const { key, value } = params ?? {};
  const column = typeof key === 'string' ? stored[lowerCase(key)] : undefined;
  if (!column) return undefined;
  if (value === undefined) return { property: column };
  return isStored(value)
    ? { property: column, value: lowerCase(value) }
    : undefined;
}

function isStored(value: unknown): value is string {
  return (
    typeof value === 'string' && value !== '' && value.length < LONGEST_VALUE
  );
}

function isComplete(
  criteria: (ServiceCriteria | undefined)[],
): criteria is ServiceCriteria[] {
  return criteria.every(each => each !== undefined);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}

/** As the catalog compares. */
function lowerCase(text: string): string {
  return text.toLocaleLowerCase('en-US');
}

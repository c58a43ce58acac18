import type {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import type { ServiceCriteria } from '../../database/operations';

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
    default:
      return undefined;
  }
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

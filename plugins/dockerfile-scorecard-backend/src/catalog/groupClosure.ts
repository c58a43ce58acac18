import {
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** Every group with the groups below it at any depth, itself included. Groups in a circle are all below each other. */
export function groupClosure(
  groups: readonly Entity[],
): { ancestor: string; descendant: string }[] {
  const children = new Map<string, Set<string>>();
  const connect = (parent: string, child: string) =>
    children.set(parent, (children.get(parent) ?? new Set()).add(child));
  for (const group of groups) {
    const ref = stringifyEntityRef(group);
    for (const { type, targetRef } of group.relations ?? []) {
      if (type === RELATION_PARENT_OF) connect(ref, targetRef);
      if (type === RELATION_CHILD_OF) connect(targetRef, ref);
    }
    const parent = group.spec?.parent;
    if (typeof parent === 'string' && parent) {
      connect(groupRef(parent, group), ref);
    }
  }

  return groups.flatMap(group => {
    const ancestor = stringifyEntityRef(group);
    const below = new Set([ancestor]);
    // A set goes on to yield what is added while it is walked through.
    for (const descendant of below) {
      for (const child of children.get(descendant) ?? []) {
        below.add(child);
      }
    }
    return [...below].map(descendant => ({ ancestor, descendant }));
  });
}

function groupRef(ref: string, from: Entity): string {
  return stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind: 'group',
      defaultNamespace: from.metadata.namespace,
    }),
  );
}

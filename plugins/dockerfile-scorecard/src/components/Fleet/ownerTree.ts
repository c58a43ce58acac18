import {
  type Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';

/** An owner with the number of groups above it. */
export interface OwnerOption {
  value: string;
  label: string;
  depth: number;
}

export function refLabel(ref: string, defaultKind: string): string {
  try {
    return humanizeEntityRef(parseEntityRef(ref), { defaultKind });
  } catch {
    return ref;
  }
}

function nameOf(group: Entity): string {
  const profile = group.spec?.profile;
  const displayName =
    profile && typeof profile === 'object' && 'displayName' in profile
      ? profile.displayName
      : undefined;
  return typeof displayName === 'string'
    ? displayName
    : group.metadata.title ?? group.metadata.name;
}

/**
 * Owners as a tree, depth first: the groups that own something with those above them, and then owners that are no group of the
 * catalog. A group in a circle of parents stands at the top.
 */
export function ownerTree(
  groups: readonly Entity[],
  owners: readonly string[],
): OwnerOption[] {
  const byRef = new Map(
    groups.map(group => [
      stringifyEntityRef(group),
      {
        label: nameOf(group),
        parent: group.relations?.find(({ type }) => type === RELATION_CHILD_OF)
          ?.targetRef,
      },
    ]),
  );
  const wanted = new Set<string>();
  for (const owner of owners) {
    let ref: string | undefined = owner;
    while (ref && byRef.has(ref) && !wanted.has(ref)) {
      wanted.add(ref);
      ref = byRef.get(ref)?.parent;
    }
  }
  const labelOf = (ref: string) => byRef.get(ref)?.label ?? ref;
  const children = new Map<string | undefined, string[]>();
  for (const ref of wanted) {
    const parent = byRef.get(ref)?.parent;
    const at = parent && wanted.has(parent) ? parent : undefined;
    children.set(at, [...(children.get(at) ?? []), ref]);
  }
  const listed = new Set<string>();
  const below = (ref: string | undefined, depth: number): OwnerOption[] =>
    [...(children.get(ref) ?? [])]
      .sort((a, b) => labelOf(a).localeCompare(labelOf(b)))
      .flatMap(child => {
        listed.add(child);
        return [
          { value: child, label: labelOf(child), depth },
          ...below(child, depth + 1),
        ];
      });
  const tree = below(undefined, 0);
  const rest = [...wanted, ...owners].filter(ref => !listed.has(ref));
  return [
    ...tree,
    ...[...new Set(rest)]
      .map(value => ({
        value,
        label: byRef.get(value)?.label ?? refLabel(value, 'group'),
        depth: 0,
      }))
      .sort((a, b) => a.label.localeCompare(b.label)),
  ];
}

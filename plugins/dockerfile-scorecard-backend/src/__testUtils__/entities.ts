import type { Entity } from '@backstage/catalog-model';

/** A component as the catalog gives it out. */
export function component(
  name: string,
  options: {
    location?: string;
    source?: string;
    annotations?: Record<string, string>;
    owner?: string;
    system?: string;
    tags?: string[];
    title?: string;
    type?: string;
  } = {},
): Entity {
  const { owner = 'group:default/team', system, location, source } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      title: options.title,
      tags: options.tags,
      annotations: {
        ...(location && { 'backstage.io/managed-by-location': location }),
        ...(source && { 'backstage.io/source-location': source }),
        ...options.annotations,
      },
    },
    spec: {
      type: options.type ?? 'service',
      lifecycle: 'production',
      owner,
      ...(system && { system }),
    },
    relations: [
      { type: 'ownedBy', targetRef: owner },
      ...(system ? [{ type: 'partOf', targetRef: system }] : []),
    ],
  };
}

export function group(name: string, parent?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [], ...(parent && { parent }) },
    relations: parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : [],
  };
}

import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_EXCLUDE,
  ANNOTATION_PATHS,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { CatalogService } from '../database/operations';
import { hashJson } from '../evaluation';
import type { ServiceLocation } from './locateService';

/** What indexes of the database take. */
const LONGEST_VALUE = 255;

/** Takes from an entity what the plugin keeps of it. */
export function toService(options: {
  entity: Entity;
  location: ServiceLocation;
  /** The configuration leaves it out. */
  excluded: boolean;
}): Omit<CatalogService, 'moved'> {
  const { entity, location } = options;
  const { kind, namespace, name } = getCompoundEntityRef(entity);
  const columns = {
    entity_ref: stringifyEntityRef(entity),
    kind,
    namespace,
    name,
    title: clean(entity.metadata.title) ?? null,
    owner: validRef(ownerOf(entity)) ?? '',
    system: validRef(systemOf(entity)) ?? null,
    lifecycle: text(entity.spec?.lifecycle),
    type: text(entity.spec?.type),
    owners: ownersOf(entity),
    tags: [
      ...new Set((entity.metadata.tags ?? []).flatMap(tag => text(tag) ?? [])),
    ].sort(),
    repository_id:
      location.kind === 'found' ? repositoryId(location.url) : null,
    folder: location.kind === 'found' ? location.folder : '',
    paths:
      clean(entity.metadata.annotations?.[ANNOTATION_PATHS])?.trim() || null,
    exclusion: exclusionOf(options),
  };
  return { ...columns, catalog_hash: hashJson(columns) };
}

export function repositoryId(url: string): string {
  return hashJson(url);
}

function exclusionOf(options: {
  entity: Entity;
  location: ServiceLocation;
  excluded: boolean;
}): CatalogService['exclusion'] {
  const { entity, location, excluded } = options;
  if (entity.metadata.annotations?.[ANNOTATION_EXCLUDE] === 'true') {
    return {
      state: 'excluded',
      reason: `The entity has the annotation ${ANNOTATION_EXCLUDE}: "true"`,
    };
  }
  if (excluded) {
    return {
      state: 'excluded',
      reason:
        'The setting dockerfileScorecard.services.exclude leaves this entity out',
    };
  }
  return location.kind === 'unknown'
    ? { state: 'failed', reason: location.reason }
    : undefined;
}

/** All of them, as permissions of the catalog compare them. */
function ownersOf(entity: Entity): string[] {
  const owners = (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_OWNED_BY)
    .flatMap(({ targetRef }) => validRef(targetRef) ?? [])
    .map(ref => ref.toLocaleLowerCase('en-US'));
  return [...new Set(owners)].sort();
}

/** Relations come first: processors may know better than the text of the entity. */
function ownerOf(entity: Entity): string | undefined {
  const relation = entity.relations?.find(r => r.type === RELATION_OWNED_BY);
  return relation?.targetRef ?? specRef(entity, 'owner', 'group');
}

function systemOf(entity: Entity): string | undefined {
  const relation = entity.relations?.find(
    r => r.type === RELATION_PART_OF && r.targetRef.startsWith('system:'),
  );
  return relation?.targetRef ?? specRef(entity, 'system', 'system');
}

function specRef(
  entity: Entity,
  field: string,
  defaultKind: string,
): string | undefined {
  const value = entity.spec?.[field];
  if (typeof value !== 'string' || !value) {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(value, {
        defaultKind,
        defaultNamespace: entity.metadata.namespace,
      }),
    );
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string'
    ? clean(value)?.slice(0, LONGEST_VALUE) ?? null
    : null;
}

/** PostgreSQL stores no NUL. */
function clean(value: string | undefined): string | undefined {
  return value?.replaceAll('\0', '');
}

/** A ref that is too long would be another one when it is cut. */
function validRef(ref: string | undefined): string | undefined {
  return ref !== undefined && ref.length <= LONGEST_VALUE && !ref.includes('\0')
    ? ref
    : undefined;
}

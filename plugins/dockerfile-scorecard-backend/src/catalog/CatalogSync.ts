import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { EntityFilterQuery } from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService as CatalogApi } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { databaseNow } from '../database';
import {
  addRepositories,
  collectGarbage,
  deleteServices,
  deleteUnusedRepositories,
  loadKnownServices,
  recordSync,
  replaceGroups,
  rereadRepositories,
  saveServices,
  type CatalogService,
  type KnownService,
} from '../database/operations';
import { groupClosure } from './groupClosure';
import type { ServiceLocator } from './locateService';
import { repositoryId, toService } from './toService';

const REF_FIELDS = ['kind', 'metadata.name', 'metadata.namespace'];
const SERVICE_FIELDS = [
  ...REF_FIELDS,
  'metadata.title',
  'metadata.tags',
  'metadata.annotations',
  'spec.owner',
  'spec.system',
  'spec.lifecycle',
  'spec.type',
  'relations',
];

export interface CatalogSyncOptions {
  knex: Knex;
  catalog: CatalogApi;
  auth: AuthService;
  logger: LoggerService;
  locate: ServiceLocator;
  filter: EntityFilterQuery;
  exclude: EntityFilterQuery | undefined;
}

/** Makes the services here the same as those in the catalog. An error leaves everything as far as it got; nothing is deleted. */
export class CatalogSync {
  readonly #options: CatalogSyncOptions;

  constructor(options: CatalogSyncOptions) {
    this.#options = options;
  }

  async run(signal?: AbortSignal): Promise<void> {
    const { knex, filter, exclude, logger } = this.#options;
    const known = await loadKnownServices({ knex });
    const excluded = await this.#refs(exclude, signal);
    const seen = new Set<string>();
    const disturbed = new Set<string>();
    let changes = 0;

    for await (const page of this.#stream(filter, SERVICE_FIELDS, signal)) {
      changes += await this.#savePage({
        page,
        known,
        excluded,
        seen,
        disturbed,
      });
    }

    const gone = [...known.values()].filter(s => !seen.has(s.entity_ref));
    await deleteServices({ knex, entityRefs: gone.map(s => s.entity_ref) });
    gone.forEach(s => s.repository_id && disturbed.add(s.repository_id));

    const now = await databaseNow(knex);
    await rereadRepositories({ knex, now, ids: [...disturbed] });
    await deleteUnusedRepositories({ knex });
    await this.#syncGroups(signal);
    await collectGarbage({ knex, now });
    await recordSync({ knex, now });
    if (changes + gone.length > 0) {
      logger.info(
        `Read ${seen.size} services from the catalog: ${changes} new or changed, ${gone.length} gone`,
      );
    }
  }

  /** Returns the number of services that are new or changed. */
  async #savePage(state: {
    page: Entity[];
    known: Map<string, KnownService>;
    excluded: Set<string>;
    seen: Set<string>;
    disturbed: Set<string>;
  }): Promise<number> {
    const { knex, locate } = this.#options;
    const { page, known, excluded, seen, disturbed } = state;
    const changed: CatalogService[] = [];
    const repositories = new Map<string, { url: string; host: string }>();

    for (const entity of page) {
      const location = await locate(entity);
      const service = toService({
        entity,
        location,
        excluded: excluded.has(stringifyEntityRef(entity)),
      });
      // A catalog that changes while it is paged through may show an entity twice.
      if (seen.has(service.entity_ref)) {
        continue;
      }
      seen.add(service.entity_ref);
      if (location.kind === 'found' && service.exclusion === undefined) {
        repositories.set(repositoryId(location.url), location);
      }
      const before = known.get(service.entity_ref);
      if (before?.catalog_hash === service.catalog_hash) {
        continue;
      }
      const moved = hasMoved(before, service);
      changed.push({ ...service, moved });
      if (moved) {
        [before?.repository_id, service.repository_id].forEach(
          id => id && disturbed.add(id),
        );
      }
    }

    const now = await databaseNow(knex);
    await addRepositories({
      knex,
      now,
      repositories: [...repositories].map(([id, { url, host }]) => ({
        id,
        url,
        host,
      })),
    });
    await saveServices({ knex, now, services: changed });
    return changed.length;
  }

  async #syncGroups(signal?: AbortSignal): Promise<void> {
    const groups: Entity[] = [];
    const fields = [...REF_FIELDS, 'spec.parent', 'relations'];
    for await (const page of this.#stream({ kind: 'Group' }, fields, signal)) {
      groups.push(...page);
    }
    await replaceGroups({
      knex: this.#options.knex,
      members: groupClosure(groups),
    });
  }

  async #refs(
    filter: EntityFilterQuery | undefined,
    signal?: AbortSignal,
  ): Promise<Set<string>> {
    const refs = new Set<string>();
    if (filter) {
      for await (const page of this.#stream(filter, REF_FIELDS, signal)) {
        page.forEach(entity => refs.add(stringifyEntityRef(entity)));
      }
    }
    return refs;
  }

  async *#stream(
    filter: EntityFilterQuery,
    fields: string[],
    signal?: AbortSignal,
  ): AsyncGenerator<Entity[]> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    for await (const page of catalog.streamEntities(
      { filter, fields },
      { credentials },
    )) {
      signal?.throwIfAborted();
      yield page;
    }
  }
}

/** Whether the files that belong to the service may be others than before. */
function hasMoved(
  before: KnownService | undefined,
  service: Omit<CatalogService, 'moved'>,
): boolean {
  return (
    !before ||
    before.repository_id !== service.repository_id ||
    before.folder !== service.folder ||
    before.paths !== service.paths ||
    (before.state === 'excluded') !== (service.exclusion?.state === 'excluded')
  );
}

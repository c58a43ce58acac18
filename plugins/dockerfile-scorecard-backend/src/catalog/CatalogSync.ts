import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { EntityFilterQuery } from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService as CatalogApi } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { databaseNow } from '../database';
import {
  addRepositories,
  collectGarbage,
  confirmEmptyCatalog,
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
import type { ServiceLocation, ServiceLocator } from './locateService';
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

/** An error whose message is made for people. */
class CatalogError extends Error {}

/** What the column takes. */
const LONGEST_HOST = 255;

export interface CatalogSyncOptions {
  knex: Knex;
  catalog: CatalogApi;
  auth: AuthService;
  logger: LoggerService;
  locate: ServiceLocator;
  filter: EntityFilterQuery;
  exclude: EntityFilterQuery | undefined;
  /** Milliseconds. */
  historyRetention: number;
}

interface SyncState {
  known: Map<string, KnownService>;
  excluded: Set<string>;
  seen: Set<string>;
  disturbed: Set<string>;
  /** Services that are new or changed. */
  changes: number;
  /** Entities that could not be stored. */
  skipped: number;
}

/** Makes the services here the same as those in the catalog. An error leaves everything as far as it got; nothing is deleted. */
export class CatalogSync {
  readonly #options: CatalogSyncOptions;

  constructor(options: CatalogSyncOptions) {
    this.#options = options;
  }

  async run(signal?: AbortSignal): Promise<void> {
    const { knex, logger } = this.#options;
    try {
      const skipped = await this.#run(signal);
      const now = await databaseNow(knex);
      await recordSync({ knex, now, outcome: { kind: 'succeeded', skipped } });
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      logger.error(
        `Reading the catalog failed (${reference})`,
        error instanceof Error ? error : new Error(String(error)),
      );
      const now = await databaseNow(knex);
      await recordSync({
        knex,
        now,
        outcome: {
          kind: 'failed',
          error:
            error instanceof CatalogError
              ? error.message
              : `The log of the backend says more under ${reference}`,
        },
      });
      throw error;
    }
  }

  async #run(signal?: AbortSignal): Promise<number> {
    const { knex, filter, exclude, logger } = this.#options;
    const state: SyncState = {
      known: await loadKnownServices({ knex }),
      excluded: await this.#refs(exclude, signal),
      seen: new Set(),
      disturbed: new Set(),
      changes: 0,
      skipped: 0,
    };
    const { known, seen, disturbed } = state;
    for await (const page of this.#stream(filter, SERVICE_FIELDS, signal)) {
      await this.#savePage(page, state);
    }

    if (seen.size === 0 && known.size > 0) {
      if (!(await confirmEmptyCatalog({ knex }))) {
        throw new CatalogError(
          `The catalog returned no services, although ${known.size} are known. Nothing is removed until it does so again`,
        );
      }
    }
    const gone = [...known.values()].filter(s => !seen.has(s.entity_ref));
    await deleteServices({ knex, entityRefs: gone.map(s => s.entity_ref) });
    gone.forEach(s => s.repository_id && disturbed.add(s.repository_id));

    const now = await databaseNow(knex);
    await rereadRepositories({ knex, now, ids: [...disturbed] });
    await deleteUnusedRepositories({ knex });
    await this.#syncGroups(signal);
    const { historyRetention } = this.#options;
    await collectGarbage({ knex, now, historyRetention });
    if (state.changes + gone.length + state.skipped > 0) {
      logger.info(
        `Read ${seen.size} services from the catalog: ${state.changes} new or changed, ${gone.length} gone, ${state.skipped} could not be stored`,
      );
    }
    return state.skipped;
  }

  async #savePage(page: Entity[], state: SyncState): Promise<void> {
    const { knex } = this.#options;
    const { known, seen, disturbed } = state;
    const changed: CatalogService[] = [];
    const repositories = new Map<string, { url: string; host: string }>();

    for (const entity of page) {
      const { service, location } = await this.#toService(entity, state);
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
    const refused = await saveServices({ knex, now, services: changed });
    await this.#saveRefused(now, refused, state);
    state.changes += changed.length;
  }

  /** One odd entity never stops the others. */
  async #toService(
    entity: Entity,
    { excluded }: SyncState,
  ): Promise<{
    service: Omit<CatalogService, 'moved'>;
    location: ServiceLocation;
  }> {
    const ref = stringifyEntityRef(entity);
    const located = await this.#options
      .locate(entity)
      .catch((error: unknown): ServiceLocation => {
        this.#options.logger.warn(`Locating ${ref} failed: ${error}`);
        return {
          kind: 'unknown',
          reason: 'The place of the entity could not be found out',
        };
      });
    const location: ServiceLocation =
      located.kind === 'found' && located.host.length > LONGEST_HOST
        ? { kind: 'unknown', reason: 'The name of its host is too long' }
        : located;
    return {
      service: toService({ entity, location, excluded: excluded.has(ref) }),
      location,
    };
  }

  /** What the database does not take is kept by its name alone, as failed, and tried again with the next reading. */
  async #saveRefused(
    now: Date,
    refused: { service: CatalogService; error: unknown }[],
    state: SyncState,
  ): Promise<void> {
    const { knex, logger } = this.#options;
    for (const { service, error } of refused) {
      const reference = randomUUID().slice(0, 8);
      logger.error(
        `${service.entity_ref} could not be stored (${reference})`,
        error instanceof Error ? error : new Error(String(error)),
      );
      state.skipped += 1;
      await saveServices({
        knex,
        now,
        services: [
          {
            ...service,
            title: null,
            owner: '',
            system: null,
            lifecycle: null,
            type: null,
            tags: [],
            owners: [],
            repository_id: null,
            folder: '',
            paths: null,
            catalog_hash: '',
            exclusion: {
              state: 'failed',
              reason: `The entity could not be stored. The log of the backend says more under ${reference}`,
            },
          },
        ],
      });
    }
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

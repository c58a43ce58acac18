import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { EntityFilterQuery } from '@backstage/catalog-client';
import type { Visibility } from '../../database/operations';
import { hashJson } from '../../evaluation';
import { toServiceCriteria } from './catalogCriteria';

/** How long the services that a user may see are remembered. Changes of the policy itself take effect at once. */
const REMEMBERED_MS = 30_000;
const REMEMBERED_USERS = 500;

/**
 * Tells which services a caller may see: those that the catalog would show.
 *
 * The policy is asked for the permission to read catalog entities. Mostly it answers yes or no. When it answers with
 * conditions on owner, kind, type, lifecycle, tags, name or namespace, they become conditions of the query: what the catalog says
 * of them is stored beside each service. Other conditions only the catalog can apply: it is asked for the refs of all services with the
 * caller's credentials, page by page, and the answer is remembered for a short while, by caller and conditions. The refs then
 * go into the database query as one value, so that filters, order, paging and counts stay in SQL, with a fixed number of
 * statements.
 */
export class CatalogVisibility {
  readonly #options: {
    permissions: PermissionsService;
    catalog: CatalogService;
    /** Which entities are services. */
    filter: EntityFilterQuery;
  };
  readonly #remembered = new Map<
    string,
    { until: number; refs: Promise<string[]> }
  >();

  constructor(options: {
    permissions: PermissionsService;
    catalog: CatalogService;
    filter: EntityFilterQuery;
  }) {
    this.#options = options;
  }

  async of(credentials: BackstageCredentials): Promise<Visibility> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.ALLOW) {
      return { kind: 'all' };
    }
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return { kind: 'none' };
    }
    const criteria = toServiceCriteria(decision.conditions);
    if (criteria) {
      return { kind: 'matching', criteria };
    }
    const key = hashJson([credentials.principal, decision.conditions]);
    return { kind: 'only', entityRefs: await this.#refs(key, credentials) };
  }

  /** Whether the catalog would show a single service. */
  async includes(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const { catalog } = this.#options;
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    return entity !== undefined;
  }

  async #refs(
    key: string,
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    const now = Date.now();
    const known = this.#remembered.get(key);
    if (known && known.until > now) {
      return known.refs;
    }
    const refs = this.#fetchRefs(credentials);
    this.#remembered.delete(key);
    this.#remembered.set(key, { until: now + REMEMBERED_MS, refs });
    if (this.#remembered.size > REMEMBERED_USERS) {
      const [oldest] = this.#remembered.keys();
      this.#remembered.delete(oldest);
    }
    // An error is not remembered.
    refs.catch(() => this.#remembered.delete(key));
    return refs;
  }

  async #fetchRefs(credentials: BackstageCredentials): Promise<string[]> {
    const { catalog, filter } = this.#options;
    const refs: string[] = [];
    for await (const page of catalog.streamEntities(
      { filter, fields: ['kind', 'metadata.name', 'metadata.namespace'] },
      { credentials },
    )) {
      refs.push(...page.map(entity => stringifyEntityRef(entity)));
    }
    return refs;
  }
}

import { createBackend } from '@backstage/backend-defaults';
import {
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';

/** A backend with this plugin and a catalog in memory. Every caller without a token is a user who may do everything. */
export function createDevBackend(options: {
  config: JsonObject;
  entities?: Entity[];
  /** Instead of one that holds `entities`. */
  catalog?: InMemoryCatalogClient;
  /** Instead of allowing everything. */
  permissions?: BackendFeature;
}): ReturnType<typeof createBackend> {
  const { config, entities, catalog, permissions } = options;
  const backend = createBackend();
  backend.add(mockServices.rootConfig.factory({ data: config }));
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(permissions ?? mockServices.permissions.factory());
  backend.add(
    createServiceFactory({
      service: catalogServiceRef,
      deps: {},
      factory: async () => catalog ?? new InMemoryCatalogClient({ entities }),
    }),
  );
  backend.add(import('../src'));
  return backend;
}

import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import {
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { readSampleEntities } from './sampleEntities';

/**
 * The plugin alone, with a catalog in memory that holds the sample organisation. Every caller is a user without a token:
 *
 *   curl 'http://localhost:7007/api/dockerfile-scorecard/scorecards?orderBy=score:asc'
 */
const examples = resolvePackagePath(
  'backstage-plugin-dockerfile-scorecard-backend',
  '../../examples',
);

const backend = createBackend();

backend.add(
  mockServices.rootConfig.factory({
    data: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: { host: '127.0.0.1', port: 7007 },
        database: { client: 'better-sqlite3', connection: ':memory:' },
        cors: { origin: 'http://localhost:3000' },
      },
      dockerfileScorecard: {
        localRoots: [examples],
        schedule: { frequency: { seconds: 30 }, timeout: { minutes: 1 } },
        scan: { interval: { seconds: 30 }, cooldown: { seconds: 1 } },
      },
    },
  }),
);
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(mockServices.permissions.factory());
backend.add(
  createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: async () =>
      new InMemoryCatalogClient({
        entities: await readSampleEntities(examples),
      }),
  }),
);
backend.add(import('../src'));

backend.start();

import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackstageCredentials,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { repositoryReadersExtensionPoint } from 'backstage-plugin-dockerfile-scorecard-node';
import { createDevBackend } from '../createDevBackend';
import { FleetCatalog } from './fleet';
import { generatedReader } from './generatedReader';
import type { BenchSettings } from './settings';

/** One replica of the backend over the tables of the bench. `main.ts` starts it. */
const settings: BenchSettings = JSON.parse(process.env.BENCH ?? '{}');

/** Users who see what they own: `user:default/half` the services of half of the groups, `user:default/team` those of one. */
const GROUPS_OF: Record<string, number[]> = {
  half: Array.from({ length: 150 }, (_, i) => i * 2),
  team: [7],
};

function decide(credentials: BackstageCredentials): PolicyDecision {
  const { principal } = credentials as {
    principal?: { userEntityRef?: string };
  };
  const groups = GROUPS_OF[principal?.userEntityRef?.split('/')[1] ?? ''];
  return groups
    ? {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'catalog',
        resourceType: 'catalog-entity',
        conditions: {
          rule: 'IS_ENTITY_OWNER',
          resourceType: 'catalog-entity',
          params: { claims: groups.map(i => `group:default/g-${i}`) },
        },
      }
    : { result: AuthorizeResult.ALLOW };
}

const permissions: PermissionsService = {
  authorize: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  authorizeConditional: async (requests, options) =>
    requests.map(() => decide(options.credentials)),
};

const readers = createBackendModule({
  pluginId: 'dockerfile-scorecard',
  moduleId: 'generated-repositories',
  register(env) {
    env.registerInit({
      deps: { points: repositoryReadersExtensionPoint },
      async init({ points }) {
        points.addReader(generatedReader(settings.readMs));
      },
    });
  },
});

const { database } = settings;
const backend = createDevBackend({
  config: {
    app: { baseUrl: 'http://localhost' },
    backend: {
      baseUrl: `http://127.0.0.1:${settings.port}`,
      listen: { host: '127.0.0.1', port: settings.port },
      database:
        database.client === 'pg'
          ? {
              client: 'pg',
              connection: database.connection,
              pluginDivisionMode: 'schema',
            }
          : {
              client: 'better-sqlite3',
              connection: { directory: database.folder },
            },
    },
    dockerfileScorecard: {
      // The fleet is there already.
      schedule: {
        frequency: { hours: 24 },
        initialDelay: { hours: 24 },
        timeout: { minutes: 10 },
      },
      scan: { concurrency: settings.concurrency, interval: { hours: 24 } },
      policy: { profile: settings.profile },
    },
  },
  catalog: new FleetCatalog(settings.services),
  permissions: createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: async () => permissions,
  }),
});
backend.add(readers);
backend.start();

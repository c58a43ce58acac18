import { createBackendModule } from '@backstage/backend-plugin-api';
import { repositoryReadersExtensionPoint } from 'backstage-plugin-dockerfile-scorecard-node';
import { setTimeout } from 'node:timers/promises';
import { createDevBackend } from '../createDevBackend';
import { SERVICES, type ReplicaSettings } from './settings';

/**
 * One replica of the backend, with a catalog in memory and repositories that take a while to read. `main.ts` starts several.
 */
const settings: ReplicaSettings = JSON.parse(process.env.REPLICA ?? '{}');

const TEXT = 'FROM python:3.14-slim-trixie\nUSER 1000\nCMD ["python", "-V"]\n';

const slowRepositories = createBackendModule({
  pluginId: 'dockerfile-scorecard',
  moduleId: 'slow-repositories',
  register(env) {
    env.registerInit({
      deps: { readers: repositoryReadersExtensionPoint },
      async init({ readers }) {
        readers.addReader({
          name: 'slow',
          canRead: url => url.startsWith('https://slow.example/'),
          async read({ url, signal }) {
            await setTimeout(settings.readMs, undefined, { signal });
            return {
              kind: 'content',
              revision: '1',
              etag: url,
              files: ['Dockerfile'],
              oversized: [],
              read: async () => TEXT,
            };
          },
        });
      },
    });
  },
});

const backend = createDevBackend({
  config: {
    app: { baseUrl: 'http://localhost' },
    backend: {
      baseUrl: `http://127.0.0.1:${settings.port}`,
      listen: { host: '127.0.0.1', port: settings.port },
      database: {
        client: 'pg',
        connection: settings.database,
        pluginDivisionMode: 'schema',
      },
    },
    dockerfileScorecard: {
      schedule: { frequency: { minutes: 10 }, timeout: { minutes: 1 } },
      scan: { concurrency: 2, interval: { hours: 6 } },
      policy: { profile: settings.profile },
    },
  },
  entities: Array.from({ length: SERVICES }, (_, i) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `s${i}`,
      namespace: 'default',
      annotations: {
        'backstage.io/source-location': `url:https://slow.example/org/r${i}/tree/main/`,
      },
    },
    spec: { type: 'service', owner: 'group:default/g' },
  })),
});
backend.add(slowRepositories);
backend.start();

import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createDevBackend } from './createDevBackend';
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

async function main(): Promise<void> {
  const backend = createDevBackend({
    config: {
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
    entities: await readSampleEntities(examples),
  });
  await backend.start();
}

main();

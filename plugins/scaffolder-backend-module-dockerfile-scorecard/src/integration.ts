import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createRequire } from 'node:module';

const requireFrom = createRequire(
  resolvePackagePath(
    'backstage-plugin-scaffolder-backend-module-dockerfile-scorecard',
    'package.json',
  ),
);

/**
 * The package is required, not imported: Deno runs our sources as ES modules, and the ES build of `@backstage/integration` 2.1
 * only works in a bundler, since it imports names from lodash, which exports none.
 */
export const integration: typeof import('@backstage/integration') = requireFrom(
  '@backstage/integration',
);

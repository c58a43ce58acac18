import {
  resolvePackagePath,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { createRequire } from 'node:module';

/**
 * Reads the integrations with source code hosts from the configuration.
 *
 * The package is required, not imported: Deno runs our sources as ES modules, and the ES build of `@backstage/integration` 2.1
 * only works in a bundler, since it imports names from lodash, which exports none.
 */
export function readScmIntegrations(
  config: RootConfigService,
): ScmIntegrationRegistry {
  const requireFrom = createRequire(
    resolvePackagePath(
      'backstage-plugin-dockerfile-scorecard-backend',
      'package.json',
    ),
  );
  const { ScmIntegrations }: typeof import('@backstage/integration') =
    requireFrom('@backstage/integration');
  return ScmIntegrations.fromConfig(config);
}

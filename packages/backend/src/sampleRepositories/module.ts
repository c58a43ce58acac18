import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { resolve } from 'node:path';
import { changeRepositoryActions } from './changeRepositoryActions';
import { createRepositoryAction } from './createRepositoryAction';

/** Lets the sample portal create services without an account at a source code host. */
export const sampleRepositories = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'sample-repositories',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
      },
      async init({ actions, auth, catalog, config }) {
        const root = config.getOptionalString('sampleRepositories.root');
        if (!root) return;
        const services =
          config.getOptionalStringArray('sampleRepositories.services') ?? [];
        actions.addActions(
          createRepositoryAction({ auth, catalog, root: resolve(root) }),
          ...changeRepositoryActions({
            catalog,
            roots: [root, ...services].map(path => resolve(path)),
          }),
        );
      },
    });
  },
});

import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { LocalFolderHost } from './LocalFolderHost';
import { LocalPlaceholders } from './LocalPlaceholders';

/** Lets the sample portal take templates from this machine as other portals take them from a repository, and write to a folder. */
export const localPlaceholders = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'local-placeholders',
  register(env) {
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addProcessor(new LocalPlaceholders());
        processing.addProcessor(new LocalFolderHost());
      },
    });
  },
});

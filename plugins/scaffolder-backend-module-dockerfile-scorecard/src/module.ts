import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import type { PolicyConfig } from 'dockerfile-scorecard-engine';
import { createCheckAction } from './check';
import { createFixAction } from './fix';
import { integration } from './integration';
import { createCheckNameAction } from './name';
import { createPolicyAction } from './policy';
import { createPullRequestAction } from './pullRequest';
import { createSourceAction } from './source';

/**
 * Adds `dockerfile-scorecard:check`, `checkName`, `fix`, `policy`, `pullRequest` and `source` to the actions of software templates.
 *
 * @public
 */
export const scaffolderModuleDockerfileScorecard = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'dockerfile-scorecard',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
      },
      async init({ actions, auth, catalog, config }) {
        const policy = config.getOptional<PolicyConfig>(
          'dockerfileScorecard.policy',
        );
        const integrations = integration.ScmIntegrations.fromConfig(config);
        actions.addActions(
          createCheckAction({ policy }),
          createCheckNameAction({ auth, catalog, integrations }),
          createFixAction({ policy }),
          createPolicyAction({ policy }),
          createPullRequestAction({ integrations }),
          createSourceAction({ catalog, integrations }),
        );
      },
    });
  },
});

import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import type { PolicyConfig } from 'dockerfile-scorecard-engine';
import { createCheckAction } from './check';
import { createPolicyAction } from './policy';

/**
 * Adds `dockerfile-scorecard:check` and `dockerfile-scorecard:policy` to the actions of software templates.
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
        config: coreServices.rootConfig,
      },
      async init({ actions, config }) {
        const policy = config.getOptional<PolicyConfig>(
          'dockerfileScorecard.policy',
        );
        actions.addActions(
          createCheckAction({ policy }),
          createPolicyAction({ policy }),
        );
      },
    });
  },
});

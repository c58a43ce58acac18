import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  DockerfileScorecardApi,
  DockerfileScorecardFleetApi,
} from 'backstage-plugin-dockerfile-scorecard-common';

/**
 * The client of the backend plugin; replace it to read scorecards from elsewhere.
 *
 * @public
 */
export const dockerfileScorecardApiRef = createApiRef<
  DockerfileScorecardApi & DockerfileScorecardFleetApi
>().with({
  id: 'plugin.dockerfile-scorecard.client',
  pluginId: 'dockerfile-scorecard',
});

/**
 * The plugin for portals on the old frontend system.
 *
 * @packageDocumentation
 */
export {
  DockerfilePreviewFieldExtension,
  DockerfileScorecardPage,
  dockerfileScorecardPlugin,
  EntityDockerfileScorecardCard,
  EntityDockerfileScorecardContent,
  ServiceNameFieldExtension,
} from './legacyPlugin';
export { dockerfileScorecardApiRef } from './api';
export { entityContentRouteRef, rootRouteRef } from './routes';

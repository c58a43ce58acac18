/**
 * The plugin for portals on the old frontend system.
 *
 * @packageDocumentation
 */
export {
  DockerfilePreviewFieldExtension,
  DockerfileScorecardLevelFilter,
  DockerfileScorecardPage,
  dockerfileScorecardPlugin,
  EntityDockerfileScorecardCard,
  EntityDockerfileScorecardContent,
  EntityDockerfileScorecardGroupCard,
  HomeDockerfileScorecardYourServices,
  ServiceNameFieldExtension,
} from './legacyPlugin';
export { dockerfileScorecardApiRef } from './api';
export { entityContentRouteRef, rootRouteRef } from './routes';

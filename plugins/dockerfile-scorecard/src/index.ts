/**
 * Scorecards of services and of the whole fleet in the Backstage portal.
 *
 * @packageDocumentation
 */
export {
  dockerfileScorecardPlugin,
  dockerfileScorecardPlugin as default,
} from './plugin';
export { dockerfileScorecardApiRef } from './api';
export { entityContentRouteRef, rootRouteRef } from './routes';

/**
 * Scans the Dockerfiles of every service in the catalog, keeps their scorecards and serves them.
 *
 * @packageDocumentation
 */
export { dockerfileScorecardPlugin as default } from './plugin';

export { dockerfileScorecardApiRef } from './apiRef';

export { getPreviousResult } from './getPreviousResult';
export {
  getDockerfiles,
  getRepository,
  getService,
  type JudgedDockerfile,
} from './getService';
export { getScans, type ScanCounts } from './getScans';
export { listServices, type PageEnd, type ServiceOrder } from './listServices';
export {
  noFilters,
  type ImageFilters,
  type ServiceFilters,
  type ServiceScope,
} from './matchServices';
export {
  getImpact,
  listImages,
  type ImageRow,
  type ImpactRow,
} from './baseImages';
export { getHistory } from './getHistory';
export { getHealth } from './getHealth';
export { getHosts } from './getHosts';
export { getMovement, type MovementRow } from './getMovement';
export { getRuleCounts } from './getRuleCounts';
export { getSummary, type SummaryRow } from './getSummary';
export { getTrend } from './getTrend';
export {
  whereVisible,
  type ServiceCriteria,
  type PropertyColumn,
  type Visibility,
} from './visibility';
export {
  loadFleetDockerfiles,
  loadServiceRows,
  loadTexts,
  type FleetDockerfile,
} from './loadFleet';
export { addDryRun, getDryRun, updateDryRun, type DryRunRow } from './dryRuns';
export { foldCounts } from './fleetCounts';
export {
  getDigests,
  takeDigest,
  type DateRange,
  type Digest,
} from './getDigests';

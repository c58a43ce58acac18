export { DryRuns, type DryRunsOptions } from './DryRuns';

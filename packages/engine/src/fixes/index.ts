export {
  applyFixes,
  fixDockerfile,
  proposeFixes,
  type FixedDockerfile,
  type FixScope,
} from './propose';
export type { Candidate, FixInput, ProvenFix } from './types';

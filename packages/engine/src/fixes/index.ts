export {
  applyFixes,
  fixDockerfile,
  proposeFixes,
  type FixedDockerfile,
  type FixScope,
} from './propose';
export {
  rewriteDockerfile,
  type Rewrite,
  type RewriteLanguage,
} from './rewrite';
export type { Candidate, FixInput, ProvenFix } from './types';

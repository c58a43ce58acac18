/**
 * Reads a Dockerfile as BuildKit does, follows every file across its stages and judges the final image.
 *
 * @packageDocumentation
 */
// the words of a verdict
export * from './verdict/public';

// text in, evaluation out
export {
  asJudged,
  checksOf,
  evaluateDockerfile,
  findingsOf,
  LARGEST_DOCKERFILE,
  purposeOf,
  waiveRules,
  type Artifact,
  type BaseImage,
  type CategoryScore,
  type DockerfilePurpose,
  type Evaluation,
  type EvaluationInput,
  type Flow,
  type JudgedEvaluation,
  type NextLevel,
  type NotJudgedReason,
  type OpenQuestion,
  type SizeEstimate,
  type RuleWaiver,
  type StageReport,
  type UnjudgedEvaluation,
} from './scorecard';
export type { BuildContext } from './contents/buildContext';
export { rules, type Rule, type RuleDocs } from './rules';
export {
  defaultPolicy,
  resolvePolicy,
  type Policy,
  type PolicyConfig,
  type Profile,
  type RuleSetting,
} from './policy';
export {
  applyFixes,
  fixDockerfile,
  proposeFixes,
  rewriteDockerfile,
  type FixedDockerfile,
  type FixInput,
  type FixScope,
  type ProvenFix,
  type Rewrite,
  type RewriteLanguage,
} from './fixes';

// the Dockerfile as BuildKit reads it
export {
  formatSyntaxTree,
  parseDockerfile,
  printDockerfile,
  typeInstructions,
  type Argument,
  type Comment,
  type Directive,
  type DockerfileSyntax,
  type Flag,
  type Heredoc,
  type Instruction,
  type SyntaxProblem,
  type TypedInstruction,
} from './syntax';
export { expandWord, expandWords } from './shell';
export { buildGraph, type BuildGraph, type Stage } from './graph';

// what is known of images
export {
  baseImagesDate,
  describeImage,
  parseImageReference,
  type ImageFacts,
  type ImageReference,
  type OwnImage,
  type Support,
} from './images';

// the files of a repository
export {
  findBuildContext,
  findContextFolder,
  findDockerignore,
  hasUpdateBot,
  isDockerfileName,
  isDockerignore,
  isManifest,
  isSetAside,
  isUnlisted,
  isUnlistedFolder,
  listRepository,
  SET_ASIDE,
  type FindBuildContextOptions,
  type FolderEntry,
  type RepositoryFiles,
} from './repository';

export {
  ENGINE_VERSION as engineVersion,
  VERDICT_DATES as verdictDates,
} from './version';

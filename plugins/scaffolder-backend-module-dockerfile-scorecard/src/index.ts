/**
 * The actions `dockerfile-scorecard:check`, `checkName`, `fix`, `policy`, `pullRequest` and `source` for software templates.
 *
 * @packageDocumentation
 */
export { scaffolderModuleDockerfileScorecard as default } from './module';
export { createCheckAction, type CheckActionOptions } from './check';
export { createCheckNameAction, type CheckNameActionOptions } from './name';
export { createFixAction, type FixActionOptions } from './fix';
export {
  createPullRequestAction,
  type PullRequestActionOptions,
} from './pullRequest';
export { createSourceAction, type SourceActionOptions } from './source';
export { createPolicyAction, type PolicyActionOptions } from './policy';

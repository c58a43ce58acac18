/**
 * The actions `dockerfile-scorecard:check`, `dockerfile-scorecard:checkName` and `dockerfile-scorecard:policy` for software templates.
 *
 * @packageDocumentation
 */
export { scaffolderModuleDockerfileScorecard as default } from './module';
export { createCheckAction, type CheckActionOptions } from './check';
export { createCheckNameAction, type CheckNameActionOptions } from './name';
export { createPolicyAction, type PolicyActionOptions } from './policy';

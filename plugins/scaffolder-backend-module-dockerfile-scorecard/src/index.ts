/**
 * The actions `dockerfile-scorecard:check`, `checkName`, `fix`, `policy` and `source` for software templates.
 *
 * @packageDocumentation
 */
export { scaffolderModuleDockerfileScorecard as default } from './module';
export { createCheckAction, type CheckActionOptions } from './check';
export { createCheckNameAction, type CheckNameActionOptions } from './name';
export { createFixAction, type FixActionOptions } from './fix';
export { createSourceAction, type SourceActionOptions } from './source';
export { createPolicyAction, type PolicyActionOptions } from './policy';

/**
 * The actions `dockerfile-scorecard:check` and `dockerfile-scorecard:policy` for software templates.
 *
 * @packageDocumentation
 */
export { scaffolderModuleDockerfileScorecard as default } from './module';
export { createCheckAction } from './check';
export { createPolicyAction } from './policy';

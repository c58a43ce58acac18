/**
 * The action `dockerfile-scorecard:check` for software templates.
 *
 * @packageDocumentation
 */
export { scaffolderModuleDockerfileScorecard as default } from './module';
export { createCheckAction } from './check';

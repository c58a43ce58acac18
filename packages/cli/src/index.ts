/**
 * The command `dockerfile-scorecard`: the verdicts of the portal in a terminal and in CI.
 *
 * @packageDocumentation
 */
export { main } from './main';
export type { Terminal } from './terminal';

/**
 * Reads a Dockerfile as BuildKit does, follows every file across its stages and judges the image that ships.
 *
 * @packageDocumentation
 */
export * from './verdict';
export type { BuildContext } from './contents/buildContext';
export * from './syntax';
export * from './shell';
export * from './images';
export * from './graph';
export * from './rules';
export * from './policy';
export * from './scorecard';
export * from './repository';
export * from './fixes';
export {
  ENGINE_VERSION as engineVersion,
  VERDICT_DATES as verdictDates,
} from './version';

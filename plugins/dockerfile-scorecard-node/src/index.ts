/**
 * Extension points of the Dockerfile Scorecard backend.
 *
 * @packageDocumentation
 */
export * from './repositoryReader';
export * from './extensionPoints';
export * from './hostError';
export * from './decodeText';

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { RepositoryReader } from './repositoryReader';

/**
 * @public
 */
export interface RepositoryReadersExtensionPoint {
  /** Readers added here are asked before the built-in ones, in the order in which they were added. */
  addReader(reader: RepositoryReader): void;
}

/**
 * Adds ways to read repositories.
 *
 * @public
 */
export const repositoryReadersExtensionPoint =
  createExtensionPoint<RepositoryReadersExtensionPoint>({
    id: 'dockerfile-scorecard.repository-readers',
  });

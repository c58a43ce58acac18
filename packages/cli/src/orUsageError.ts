import { UsageError } from './terminal';

/**
 * Reads what somebody named.
 *
 * @throws UsageError with the path and the reason, when it cannot be read
 */
export function orUsageError<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(
      `${path} cannot be read: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}

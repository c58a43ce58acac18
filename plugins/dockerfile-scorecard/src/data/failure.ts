import { ResponseError } from '@backstage/errors';

/** Why there is nothing to show, as far as the reader can do something about it. */
export type Failure = 'not-found' | 'not-allowed' | 'other';

const names: Record<string, Failure> = {
  NotFoundError: 'not-found',
  NotAllowedError: 'not-allowed',
};

export function failureOf(error: Error): Failure {
  if (error instanceof ResponseError) {
    return names[error.cause.name] ?? 'other';
  }
  return names[error.name] ?? 'other';
}

/** What the backend said, not that it answered with an error. */
export function messageOf(error: Error): string {
  return error instanceof ResponseError ? error.cause.message : error.message;
}

/** What was asked for cannot be asked for: asking again does not help. */
export function isInputError(error: Error): boolean {
  return error instanceof ResponseError
    ? error.statusCode === 400
    : error.name === 'InputError';
}

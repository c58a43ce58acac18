import type { Response } from 'express';
import { TooManyRequestsError } from './errors';

/** Tells a caller who came too often when to come back. The error itself is left to the handler of the backend. */
export function setRetryAfter(res: Response, error: unknown): void {
  if (error instanceof TooManyRequestsError) {
    const seconds = (error.retryAt.getTime() - Date.now()) / 1000;
    res.setHeader('Retry-After', Math.max(1, Math.ceil(seconds)));
  }
}

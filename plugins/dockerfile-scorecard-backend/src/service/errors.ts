import { CustomErrorBase } from '@backstage/errors';

/** Backstage has no error for 429; its error handler takes the status from here. */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  readonly statusCode = 429;
  /** When the request may be made again. */
  readonly retryAt: Date;

  constructor(message: string, options: { retryAt: Date }) {
    super(message);
    this.retryAt = options.retryAt;
  }
}

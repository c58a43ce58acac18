/**
 * What an error says about the host of a repository.
 *
 * `limited`: the host refuses further requests for now; it is left alone at once. `unavailable`: a server error, a timeout or no
 * connection; the host is left alone when several repositories meet it in a row.
 *
 * @public
 */
export interface HostProblem {
  kind: 'limited' | 'unavailable';
  /** When the host may be asked again, if it said so. */
  retryAt?: Date;
}

/**
 * An error of a reader that concerns the whole host, not one repository.
 *
 * @public
 */
export class HostError extends Error {
  readonly hostProblem: HostProblem;

  constructor(
    message: string,
    options: { problem: HostProblem; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'HostError';
    this.hostProblem = options.problem;
  }
}

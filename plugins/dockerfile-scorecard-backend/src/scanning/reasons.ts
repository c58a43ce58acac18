/** Reasons are shown in lists. */
const LONGEST_REASON = 1000;

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]+/g;

/** The repository could not be read. The message of the cause is made for people. */
export class ReadingError extends Error {
  constructor(readonly cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.name = 'ReadingError';
  }
}

/** A message as it may be stored and shown. */
export function toReason(message: string): string {
  const clean = message.replace(CONTROL, ' ').trim();
  return clean.length > LONGEST_REASON
    ? `${clean.slice(0, LONGEST_REASON)}…`
    : clean;
}

/**
 * The reason for an error of the database or of this plugin. Its message is for the log only: it may hold statements with data
 * of other services.
 */
export function internalReason(reference: string): string {
  return `The result could not be stored. The log of the backend says more under ${reference}`;
}

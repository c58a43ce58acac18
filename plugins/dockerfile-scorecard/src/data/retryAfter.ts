import { ResponseError } from '@backstage/errors';

/** The backend refused because the last request was a moment ago. */
export function isTooSoon(error: Error): boolean {
  return error instanceof ResponseError && error.statusCode === 429;
}

const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/;

function millisecondsOf(text: string | null | undefined): number | undefined {
  const time = text ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Milliseconds from now until a request that came too soon may be made again. `Retry-After` counts from the answer; the time in
 * the message is on the backend's clock, so it is compared with the date of the answer and not with the clock of the browser.
 */
export function retryAfter(error: Error): number | undefined {
  if (!(error instanceof ResponseError)) return undefined;
  const { headers } = error.response;
  const seconds = Number(headers.get('retry-after') ?? NaN);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const until = millisecondsOf(error.cause.message.match(TIME)?.[0]);
  if (until === undefined) return undefined;
  return Math.max(
    0,
    until - (millisecondsOf(headers.get('date')) ?? Date.now()),
  );
}

import type { HostProblem } from 'backstage-plugin-dockerfile-scorecard-node';
import type { ObservedResponse } from './observeResponses';

/** Statuses of a host, or of a proxy before it, that cannot answer. */
const UNAVAILABLE = new Set([408, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

/** Codes of errors below HTTP. */
const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** Where Backstage's readers put the status in their messages: at the end, behind the URL. */
const STATUS_AT_THE_END =
  /, (\d{3}) [A-Za-z' -]+(?: \(rate limit exceeded\))?$/;

/** What the answer of a host says about the host; undefined when it is about the repository alone. */
export function problemOfResponse(
  { status, headers }: ObservedResponse,
  now: Date,
): HostProblem | undefined {
  const asked = retryAfter(headers, now);
  const used = limitReset(headers, now);
  if (status === 429) {
    return { kind: 'limited', retryAt: asked ?? used };
  }
  // GitHub refuses with 403, for the secondary limit with Retry-After, else with the count of requests that are left.
  if (status === 403 && (asked || used)) {
    return { kind: 'limited', retryAt: asked ?? used };
  }
  return UNAVAILABLE.has(status)
    ? { kind: 'unavailable', retryAt: asked }
    : undefined;
}

/** What an error says about the host, as far as it says so by its data. */
export function problemOfError(
  error: unknown,
  observed: ObservedResponse | undefined,
  now: Date,
): HostProblem | undefined {
  if (observed && observed.status >= 400) {
    return problemOfResponse(observed, now);
  }
  for (let at = error; at instanceof Error; at = at.cause) {
    const known = at as Error & {
      hostProblem?: HostProblem;
      code?: unknown;
      statusCode?: unknown;
      response?: { headers?: Iterable<[string, string]> };
    };
    // By their fields: the classes may come from other copies of their packages.
    if (known.hostProblem) {
      return known.hostProblem;
    }
    if (typeof known.statusCode === 'number') {
      return problemOfResponse(
        {
          status: known.statusCode,
          headers: Object.fromEntries(known.response?.headers ?? []),
        },
        now,
      );
    }
    if (typeof known.code === 'string' && NO_CONNECTION.has(known.code)) {
      return { kind: 'unavailable' };
    }
    const status = STATUS_AT_THE_END.exec(at.message)?.[1];
    if (status !== undefined) {
      return problemOfResponse({ status: Number(status), headers: {} }, now);
    }
  }
  return undefined;
}

function retryAfter(
  headers: Readonly<Record<string, string>>,
  now: Date,
): Date | undefined {
  const value = headers['retry-after'];
  if (value === undefined) {
    return undefined;
  }
  const at = /^\d+$/.test(value)
    ? new Date(now.getTime() + Number(value) * 1000)
    : new Date(value);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** When a used up limit is renewed: seconds since the epoch, or from now on as in the draft of the IETF. */
function limitReset(
  headers: Readonly<Record<string, string>>,
  now: Date,
): Date | undefined {
  for (const prefix of ['x-ratelimit', 'ratelimit']) {
    const remaining = headers[`${prefix}-remaining`];
    const reset = Number(headers[`${prefix}-reset`]);
    if (remaining === '0' && reset > 0) {
      return reset > 1_000_000_000
        ? new Date(reset * 1000)
        : new Date(now.getTime() + reset * 1000);
    }
  }
  return undefined;
}

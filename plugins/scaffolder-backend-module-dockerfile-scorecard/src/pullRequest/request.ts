import { ConflictError, ResponseError } from '@backstage/errors';

const TIMEOUT_MS = 60_000;

interface Options {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  json?: unknown;
  form?: FormData;
  signal?: AbortSignal;
}

/**
 * Asks a host, and gives its answer read as JSON, or undefined for an empty one.
 *
 * @throws ConflictError for what is there already, ResponseError for other refusals
 */
export async function request<T>(
  url: string,
  options: Options = {},
): Promise<T> {
  const { method = 'GET', headers = {}, json, form, signal } = options;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, {
    method,
    headers: {
      ...headers,
      Accept: 'application/json',
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(form && { body: form }),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  if (response.status === 409 || response.status === 422) {
    throw new ConflictError(
      `${new URL(url).host} refused the change request (${
        response.status
      }). Is it open already? ${(await response.text()).slice(0, 300)}`,
    );
  }
  if (!response.ok) throw await ResponseError.fromResponse(response);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

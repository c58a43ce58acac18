import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';

/** The newest answer of a host: as much of it as tells how the host feels. */
export interface ObservedResponse {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
}

interface Observation {
  newest: ObservedResponse | undefined;
}

const observations = new AsyncLocalStorage<Observation>();
let subscribed = false;

/**
 * Runs something that makes HTTP requests, and notes how the newest one was answered.
 *
 * Backstage's readers throw errors without status and headers. Node.js tells on its diagnostics channels of every answer; so no
 * request is made in another way than before. Deno tells only of requests through `node:http`.
 */
export async function observeResponses<T>(
  run: (newest: () => ObservedResponse | undefined) => Promise<T>,
): Promise<T> {
  if (!subscribed) {
    subscribed = true;
    subscribe('http.client.response.finish', message =>
      note(fromNodeHttp(message)),
    );
    subscribe('undici:request:headers', message => note(fromFetch(message)));
  }
  const observation: Observation = { newest: undefined };
  return observations.run(observation, () => run(() => observation.newest));
}

function note(response: ObservedResponse | undefined): void {
  const observation = observations.getStore();
  if (observation && response) {
    observation.newest = response;
  }
}

function fromNodeHttp(message: unknown): ObservedResponse | undefined {
  const { response } = message as {
    response?: {
      statusCode?: number;
      headers?: Record<string, string | string[] | undefined>;
    };
  };
  if (response?.statusCode === undefined) {
    return undefined;
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    headers[name.toLowerCase()] = String(value);
  }
  return { status: response.statusCode, headers };
}

/** Undici gives names and values in turn. */
function fromFetch(message: unknown): ObservedResponse | undefined {
  const { response } = message as {
    response?: { statusCode?: number; headers?: unknown[] };
  };
  if (response?.statusCode === undefined) {
    return undefined;
  }
  const headers: Record<string, string> = {};
  const raw = response.headers ?? [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    headers[String(raw[at]).toLowerCase()] = String(raw[at + 1]);
  }
  return { status: response.statusCode, headers };
}

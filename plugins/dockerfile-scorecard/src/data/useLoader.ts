import { useCallback, useEffect, useRef, useState } from 'react';
import { toError } from '@backstage/errors';

export interface Loaded<T> {
  /** The newest value; it stays while a newer one is on its way or could not be had. */
  value?: T;
  /** Why the newest attempt failed. */
  error?: Error;
  /** Nothing is known yet of what is asked for now. */
  loading: boolean;
  /** Loads again; settles when the answer is there. */
  reload(): Promise<void>;
}

interface LoaderOptions<T> {
  load: (signal: AbortSignal) => Promise<T>;
  /** What is loaded; another key starts over. */
  key: string;
  /** Values of another key stay visible until the new one is there. */
  keepPrevious?: boolean;
  /** Milliseconds until the next load, or undefined for none. */
  pollAfter?: (value: T) => number | undefined;
  /** The same after an attempt that failed. */
  retryAfter?: (error: Error) => number | undefined;
}

interface Outcome<T> {
  key: string;
  value?: T;
  error?: Error;
}

/** Loads a value, loads it again when asked to or when the value itself asks for it. */
export function useLoader<T>(options: LoaderOptions<T>): Loaded<T> {
  const { key, keepPrevious = false } = options;
  const latest = useRef(options);
  latest.current = options;
  const running = useRef<AbortController>();
  const [outcome, setOutcome] = useState<Outcome<T>>({ key });

  const reload = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const wanted = latest.current.key;
    try {
      const value = await latest.current.load(controller.signal);
      if (controller.signal.aborted) return;
      setOutcome({ key: wanted, value });
    } catch (error) {
      if (controller.signal.aborted) return;
      setOutcome(previous => ({
        key: wanted,
        value: previous.key === wanted ? previous.value : undefined,
        error: toError(error),
      }));
    }
  }, []);

  useEffect(() => {
    reload();
    return () => running.current?.abort();
  }, [key, reload]);

  useEffect(() => {
    if (outcome.key !== key) return undefined;
    const { value, error } = outcome;
    const { retryAfter, pollAfter } = latest.current;
    const delay =
      (error && retryAfter?.(error)) ??
      (value === undefined ? undefined : pollAfter?.(value));
    if (delay === undefined) return undefined;
    const timer = setTimeout(reload, delay);
    return () => clearTimeout(timer);
  }, [key, outcome, reload]);

  const current = outcome.key === key;
  return {
    value: current || keepPrevious ? outcome.value : undefined,
    error: current ? outcome.error : undefined,
    loading: !current || (outcome.value === undefined && !outcome.error),
    reload,
  };
}

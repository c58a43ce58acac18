import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

export type QueryChange = Record<
  string,
  string | readonly string[] | undefined
>;

/** The query of the URL with some parameters replaced; undefined and empty ones go. */
export function changedQuery(
  current: URLSearchParams,
  change: QueryChange,
): URLSearchParams {
  const next = new URLSearchParams(current);
  for (const [name, value] of Object.entries(change)) {
    next.delete(name);
    for (const one of typeof value === 'string' ? [value] : value ?? []) {
      if (one) next.append(name, one);
    }
  }
  return next;
}

export interface QueryState {
  query: URLSearchParams;
  /** Adds a step to the browser's history unless it replaces the current one. */
  change(change: QueryChange, history?: 'push' | 'replace'): void;
  /** Address of this page with a changed query. */
  href(change: QueryChange): string;
}

/** State that lives in the URL, so that it can be shared, bookmarked and walked back. */
export function useQueryState(): QueryState {
  const [query, setQuery] = useSearchParams();
  const change = useCallback(
    (wanted: QueryChange, history: 'push' | 'replace' = 'push') =>
      setQuery(current => changedQuery(current, wanted), {
        replace: history === 'replace',
      }),
    [setQuery],
  );
  const href = useCallback(
    (wanted: QueryChange) => `?${changedQuery(query, wanted)}`,
    [query],
  );
  return useMemo(() => ({ query, change, href }), [query, change, href]);
}

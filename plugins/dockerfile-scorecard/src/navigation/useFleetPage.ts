import { useCallback } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../routes';

/** A portal may have turned the page off; `useRouteRef` throws then, after its own hooks have run. */
function usePageIfThere() {
  try {
    return useRouteRef(rootRouteRef);
  } catch {
    return undefined;
  }
}

/** Gives the address of the fleet page with filters; nothing where the portal has no such page. */
export function useFleetPage(): (
  filters: Record<string, readonly string[]>,
) => string | undefined {
  const page = usePageIfThere();
  return useCallback(
    filters => {
      const query = new URLSearchParams(
        Object.entries(filters).flatMap(([name, values]) =>
          values.map(value => [name, value]),
        ),
      );
      return page && `${page()}?${query}`;
    },
    [page],
  );
}

import { useCallback } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../routes';

/** Gives the address of the fleet page with filters; nothing where the portal has no such page. */
export function useFleetPage(): (
  filters: Record<string, readonly string[]>,
) => string | undefined {
  const page = useRouteRef(rootRouteRef);
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

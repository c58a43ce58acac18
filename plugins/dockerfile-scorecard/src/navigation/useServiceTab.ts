import { useCallback } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';

/** Where the tab hangs below the page of a service. */
export const TAB_PATH = '/dockerfile';

interface Place {
  dockerfile?: string;
  line?: number;
}

/** Gives the address of a service's Dockerfile tab. */
export function useServiceTab(): (entityRef: string, place?: Place) => string {
  const entityRoute = useRouteRef(entityRouteRef);
  return useCallback(
    (entityRef, place = {}) => {
      const { kind, namespace, name } = parseEntityRef(entityRef);
      const query = new URLSearchParams();
      if (place.dockerfile) query.set('dockerfile', place.dockerfile);
      if (place.line !== undefined) query.set('line', String(place.line));
      const search = query.toString();
      const page = entityRoute({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace: namespace.toLocaleLowerCase('en-US'),
        name,
      });
      return `${page}${TAB_PATH}${search && `?${search}`}`;
    },
    [entityRoute],
  );
}

import { useApi } from '@backstage/core-plugin-api';
import type {
  Level,
  ScorecardList,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../api';
import { type Loaded, useLoader } from '../../data';
import { levels } from '../../words';
import { countQuery, type FleetQuery, listQuery } from './fleetQuery';

/** The page of services that the URL asks for; the one before stays visible until it is there. */
export function useServices(query: FleetQuery): Loaded<ScorecardList> {
  const api = useApi(dockerfileScorecardApiRef);
  const wanted = listQuery(query);
  return useLoader<ScorecardList>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: signal => api.listScorecards(wanted, { signal }),
  });
}

export interface LevelCounts {
  byLevel: Record<Level, number>;
  /** Services without a level: no Dockerfile, not scanned yet, could not be scanned, excluded. */
  without: number;
  total: number;
}

/** How many services have each level, under the filters of the URL other than level and state. */
export function useLevelCounts(query: FleetQuery): Loaded<LevelCounts> {
  const api = useApi(dockerfileScorecardApiRef);
  return useLoader<LevelCounts>({
    key: JSON.stringify(countQuery(query)),
    keepPrevious: true,
    load: async signal => {
      const counted = await Promise.all(
        [undefined, ...levels].map(async level => {
          const list = await api.listScorecards(countQuery(query, level), {
            signal,
          });
          return list.totalItems;
        }),
      );
      const [total, none, bronze, silver, gold] = counted;
      return {
        byLevel: { none, bronze, silver, gold },
        without: Math.max(0, total - none - bronze - silver - gold),
        total,
      };
    },
  });
}

/** Services that the reader may see, whatever the filters of the URL. */
export interface FleetSize {
  total: number;
  /** Listed, but not scanned. */
  excluded: number;
}

/** Counted anew when the number of scanned services changes. */
export function useFleetSize(scanned: number | undefined): Loaded<FleetSize> {
  const api = useApi(dockerfileScorecardApiRef);
  return useLoader<FleetSize>({
    key: `size ${scanned}`,
    keepPrevious: true,
    load: async signal => {
      const [all, excluded] = await Promise.all([
        api.listScorecards({ limit: 1 }, { signal }),
        api.listScorecards({ limit: 1, state: ['excluded'] }, { signal }),
      ]);
      return { total: all.totalItems, excluded: excluded.totalItems };
    },
  });
}

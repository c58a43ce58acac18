import { useApi } from '@backstage/core-plugin-api';
import type {
  Level,
  ScorecardList,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../api';
import { type Loaded, useLoader } from '../../data';
import { countFilters, type FleetQuery, listQuery } from './fleetQuery';

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
  /** Services without a level: no Dockerfile, not scanned yet, could not be scanned, cannot be judged. */
  without: number;
  total: number;
}

/** How many services have each level, under the filters of the URL other than level and state. */
export function useLevelCounts(query: FleetQuery): Loaded<LevelCounts> {
  const api = useApi(dockerfileScorecardApiRef);
  const wanted = countFilters(query);
  return useLoader<LevelCounts>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: async signal => {
      const { total } = await api.getFleetSummary(
        { ...wanted, groupBy: 'level' },
        { signal },
      );
      return {
        byLevel: total.levels,
        without: total.notScored,
        total: total.services,
      };
    },
  });
}

export interface FleetSize {
  /** Services that count: those that are not excluded. */
  services: number;
  excluded: number;
}

/** All services that the reader may see, whatever the filters of the URL; counted anew when the number of scanned ones changes. */
export function useFleetSize(scanned: number | undefined): Loaded<FleetSize> {
  const api = useApi(dockerfileScorecardApiRef);
  return useLoader<FleetSize>({
    key: `size ${scanned}`,
    keepPrevious: true,
    load: async signal => {
      const [{ total }, { totalItems }] = await Promise.all([
        api.getFleetSummary({ groupBy: 'level' }, { signal }),
        api.listScorecards({ state: ['excluded'], limit: 1 }, { signal }),
      ]);
      return { services: total.services, excluded: totalItems };
    },
  });
}

/** How many requests for waivers wait for a decision. */
export function usePendingWaivers(): Loaded<number> {
  const api = useApi(dockerfileScorecardApiRef);
  return useLoader<number>({
    key: 'pending waivers',
    load: async signal =>
      (
        await api.listWaivers(
          { waiverState: ['requested'], limit: 1 },
          { signal },
        )
      ).totalItems,
  });
}

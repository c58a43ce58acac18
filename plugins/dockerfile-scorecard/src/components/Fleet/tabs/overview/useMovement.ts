import { useApi } from '@backstage/core-plugin-api';
import type { FleetMovement } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../../api';
import { type Loaded, useLoader } from '../../../../data';
import { type FleetQuery, scorecardFilters } from '../../fleetQuery';

/** How many services that changed are looked at; the worst changes come first. */
const MOST = 200;

/** What changed in the last days, under the filters of the URL. */
export function useMovement(
  query: FleetQuery,
  days: number,
): Loaded<FleetMovement> {
  const api = useApi(dockerfileScorecardApiRef);
  const wanted = { ...scorecardFilters(query), days, limit: MOST };
  return useLoader<FleetMovement>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: signal => api.getFleetMovement(wanted, { signal }),
  });
}

/** Whether every service that changed is there: only then do sums over them say something. */
export function isComplete({ worse, better, items }: FleetMovement): boolean {
  return worse + better <= items.length;
}

/** How many more services fail a rule than before; negative when fewer do. */
export function changeByRule({ items }: FleetMovement): Map<string, number> {
  const change = new Map<string, number>();
  const add = (rules: readonly string[], by: number) =>
    rules.forEach(rule => change.set(rule, (change.get(rule) ?? 0) + by));
  for (const { failing, fixed } of items) {
    add(failing, 1);
    add(fixed, -1);
  }
  return change;
}

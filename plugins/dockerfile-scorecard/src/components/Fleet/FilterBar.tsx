import type { RuleBook } from '../../data';
import { ActiveFilters } from './ActiveFilters';
import { Filters } from './Filters';
import type { FleetQuery } from './fleetQuery';
import { useFilterOptions } from './useFilterOptions';

/** The filters, and below them what is set. */
export function FilterBar(props: { query: FleetQuery; rules: RuleBook }) {
  const { query, rules } = props;
  const choices = useFilterOptions(rules);
  return (
    <>
      <Filters query={query} choices={choices} />
      <ActiveFilters query={query} choices={choices} />
    </>
  );
}

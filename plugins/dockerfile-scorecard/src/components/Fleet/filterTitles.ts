import type { DateFilterName, FilterName } from './fleetQuery';

export const filterTitle: Record<FilterName, string> = {
  level: 'Level',
  state: 'State',
  owner: 'Owner',
  system: 'System',
  lifecycle: 'Lifecycle',
  tag: 'Tag',
  rule: 'Failing rule',
  ruleState: 'State of the rule',
  image: 'Base image',
  imageFamily: 'Image family',
};

export const dateFilterTitle: Record<DateFilterName, string> = {
  endOfLifeBefore: 'Base ends before',
  changedSince: 'Changed since',
};

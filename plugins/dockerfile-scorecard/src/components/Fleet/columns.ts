import type { ScorecardOrderField } from 'backstage-plugin-dockerfile-scorecard-common';

/** Columns of the table of services that can be chosen, by their name in the URL. */
export const columnNames = [
  'level',
  'score',
  'first',
  'image',
  'owner',
  'since',
  'system',
  'lifecycle',
  'changed',
] as const;

export type ColumnName = (typeof columnNames)[number];

/** Not shown unless somebody asks for them: the table is wide enough without. */
export const extraColumns: readonly ColumnName[] = [
  'system',
  'lifecycle',
  'changed',
];

export const columnLabel: Record<ColumnName, string> = {
  level: 'Level',
  score: 'Score',
  first: 'Fix first',
  image: 'Base image',
  owner: 'Owner',
  since: 'Since',
  system: 'System',
  lifecycle: 'Lifecycle',
  changed: 'Changed',
};

export const orderFieldOf: Partial<Record<ColumnName, ScorecardOrderField>> = {
  level: 'level',
  score: 'score',
  owner: 'owner',
  changed: 'changedAt',
};

/** The columns to show: `hide` in the URL takes usual ones away and `show` adds the extra ones. */
export function shownColumns(query: {
  hidden: readonly ColumnName[];
  extra: readonly ColumnName[];
}): ColumnName[] {
  return columnNames.filter(name =>
    extraColumns.includes(name)
      ? query.extra.includes(name)
      : !query.hidden.includes(name),
  );
}

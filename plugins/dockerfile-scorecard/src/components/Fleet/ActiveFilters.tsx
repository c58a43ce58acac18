import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { RuleBook } from '../../data';
import { useQueryState } from '../../navigation';
import { tones } from '../../theme';
import {
  type FilterName,
  filterNames,
  firstPage,
  type FleetQuery,
  isFiltered,
} from './fleetQuery';
import { filterLabel } from './useFilterOptions';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  chip: {
    display: 'inline-block',
    padding: '2px 12px',
    borderRadius: 14,
    fontSize: '0.8125rem',
    border: `1px solid ${tones(theme).info.border}`,
    color: tones(theme).info.text,
    background: tones(theme).info.background,
  },
}));

const nameOf: Record<FilterName, string> = {
  level: 'Level',
  state: 'State',
  owner: 'Owner',
  system: 'System',
  lifecycle: 'Lifecycle',
  rule: 'Failing rule',
  image: 'Base image',
};

interface ActiveFiltersProps {
  query: FleetQuery;
  rules: RuleBook;
}

/** What narrows the list; each one is a link to the list without it. */
export function ActiveFilters(props: ActiveFiltersProps) {
  const { query, rules } = props;
  const classes = useStyles();
  const { href } = useQueryState();
  if (!isFiltered(query)) return null;
  const chips = filterNames.flatMap(name =>
    query.filters[name].map(value => ({
      label: `${nameOf[name]}: ${filterLabel(name, value, rules)}`,
      without: {
        [name]: query.filters[name].filter(other => other !== value),
      },
    })),
  );
  const search = query.q
    ? [{ label: `Name has “${query.q}”`, without: { q: [] } }]
    : [];
  return (
    <ul className={classes.root} aria-label="Active filters">
      {[...chips, ...search].map(({ label, without }) => (
        <li key={label}>
          <Link
            to={href({ ...without, ...firstPage })}
            className={classes.chip}
            aria-label={`Remove filter ${label}`}
          >
            {label} ✕
          </Link>
        </li>
      ))}
    </ul>
  );
}

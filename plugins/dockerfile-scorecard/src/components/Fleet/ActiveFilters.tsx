import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useQueryState } from '../../navigation';
import { tones } from '../../theme';
import {
  dateFilterNames,
  filterNames,
  noFilters,
  firstPage,
  type FleetQuery,
  amountOfFilters,
  isFiltered,
} from './fleetQuery';
import { dateFilterTitle, filterTitle } from './filterTitles';
import type { FilterChoices } from './useFilterOptions';

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

interface ActiveFiltersProps {
  query: FleetQuery;
  choices: FilterChoices;
}

/** What narrows the list; each one is a link to the list without it. */
export function ActiveFilters(props: ActiveFiltersProps) {
  const { query, choices } = props;
  const classes = useStyles();
  const { href } = useQueryState();
  if (!isFiltered(query)) return null;
  const chips = filterNames.flatMap(name =>
    query.filters[name].map(value => ({
      label: `${filterTitle[name]}: ${choices.labelOf(name, value)}`,
      without: {
        [name]: query.filters[name].filter(other => other !== value),
      },
    })),
  );
  const dates = dateFilterNames.flatMap(name => {
    const value = query.dates[name];
    return value === undefined
      ? []
      : [
          {
            label: `${dateFilterTitle[name]}: ${value}`,
            without: { [name]: undefined },
          },
        ];
  });
  const unknown = query.unknownImage
    ? [{ label: 'Unknown base image', without: { unknownImage: undefined } }]
    : [];
  const search = query.q
    ? [{ label: `Name has “${query.q}”`, without: { q: [] } }]
    : [];
  return (
    <ul className={classes.root} aria-label="Active filters">
      {[...chips, ...dates, ...unknown, ...search].map(({ label, without }) => (
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
      {amountOfFilters(query) > 1 && (
        <li>
          <Link to={href(noFilters)} underline="always">
            Clear all filters
          </Link>
        </li>
      )}
    </ul>
  );
}

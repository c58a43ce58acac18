import { type ComponentProps, useId } from 'react';
import Popper from '@material-ui/core/Popper';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { makeStyles } from '@material-ui/core/styles';
import type { RuleBook } from '../../data';
import { useQueryState } from '../../navigation';
import { type FilterName, firstPage, type FleetQuery } from './fleetQuery';
import { SearchField } from './SearchField';
import {
  filterLabel,
  type FilterOption,
  useFilterOptions,
} from './useFilterOptions';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
    '& > :first-child': { gridColumn: 'span 2' },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      '& > :first-child': { gridColumn: 'auto' },
    },
  },
}));

const shown: readonly (readonly [FilterName, string])[] = [
  ['level', 'Level'],
  ['state', 'State'],
  ['owner', 'Owner'],
  ['system', 'System'],
  ['lifecycle', 'Lifecycle'],
  ['rule', 'Failing rule'],
  ['image', 'Base image'],
];

interface FiltersProps {
  query: FleetQuery;
  rules: RuleBook;
}

/** Narrows the list; what is chosen stands in the URL. */
export function Filters(props: FiltersProps) {
  const { query, rules } = props;
  const classes = useStyles();
  const options = useFilterOptions(rules);
  return (
    <div className={classes.root} role="search" aria-label="Filter services">
      <SearchField value={query.q} />
      {shown.map(([name, label]) => (
        <Filter
          key={name}
          name={name}
          label={label}
          options={options[name]}
          chosen={query.filters[name].map(value => ({
            value,
            label: filterLabel(name, value, rules),
          }))}
        />
      ))}
    </div>
  );
}

interface FilterProps {
  name: FilterName;
  label: string;
  options: readonly FilterOption[];
  chosen: FilterOption[];
}

const MENU_WIDTH = 420;

/** Titles of rules are sentences: the menu may be wider than the field. */
function WideMenu(props: ComponentProps<typeof Popper>) {
  return (
    <Popper
      {...props}
      placement="bottom-start"
      style={{ ...props.style, width: `min(${MENU_WIDTH}px, 92vw)` }}
    />
  );
}

function Filter(props: FilterProps) {
  const { name, label, options, chosen } = props;
  const { change } = useQueryState();
  const id = useId();
  // A shared URL may name what the catalog no longer has.
  const unlisted = chosen.filter(
    one => !options.some(option => option.value === one.value),
  );
  return (
    <Autocomplete
      id={id}
      // a combobox has to name the list that it opens
      aria-controls={`${id}-popup`}
      PopperComponent={WideMenu}
      multiple
      // an image can be a pattern: python:3.9*
      freeSolo={name === 'image'}
      disableCloseOnSelect
      disableClearable
      size="small"
      options={[...options, ...unlisted]}
      value={chosen}
      getOptionLabel={option =>
        typeof option === 'string' ? option : option.label
      }
      getOptionSelected={(option, value) => option.value === value.value}
      renderTags={() => null}
      onChange={(_, next) =>
        change({
          [name]: next.map(option =>
            typeof option === 'string' ? option : option.value,
          ),
          ...firstPage,
        })
      }
      renderInput={params => (
        <TextField
          {...params}
          variant="outlined"
          label={chosen.length > 0 ? `${label} (${chosen.length})` : label}
          placeholder={name === 'image' ? 'python:3.9*' : undefined}
        />
      )}
    />
  );
}

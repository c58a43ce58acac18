import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import { useQueryState } from '../../navigation';
import { tones } from '../../theme';
import { ChoiceFilter } from './ChoiceFilter';
import { DateFilter } from './DateFilter';
import { filterTitle } from './filterTitles';
import {
  type FilterName,
  firstPage,
  type FleetQuery,
  amountOfFilters,
} from './fleetQuery';
import { SearchField } from './SearchField';
import type { FilterChoices } from './useFilterOptions';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
    alignItems: 'center',
    '& .MuiInputLabel-root:not(.Mui-focused)': {
      color: tones(theme).neutral.text,
    },
    '& > :first-child': { gridColumn: 'span 2' },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      '& > :first-child': { gridColumn: 'auto' },
    },
  },
  // on a phone the list comes first
  folded: { [theme.breakpoints.down('xs')]: { display: 'none' } },
  unknown: { margin: 0, '& .MuiTypography-root': { fontSize: '0.875rem' } },
}));

const usual: readonly FilterName[] = [
  'level',
  'owner',
  'system',
  'rule',
  'image',
];
const rare: readonly FilterName[] = [
  'state',
  'lifecycle',
  'tag',
  'ruleState',
  'imageFamily',
];

interface FiltersProps {
  query: FleetQuery;
  choices: FilterChoices;
}

/** Narrows the list; what is chosen stands in the URL. */
export function Filters(props: FiltersProps) {
  const { query } = props;
  const { options, labelOf } = props.choices;
  const classes = useStyles();
  const { change } = useQueryState();
  const [more, setMore] = useState(false);
  const choice = (name: FilterName) => (
    <ChoiceFilter
      key={name}
      name={name}
      label={filterTitle[name]}
      options={options[name]}
      chosen={query.filters[name].map(value => ({
        value,
        label: labelOf(name, value),
      }))}
      className={more ? undefined : classes.folded}
    />
  );
  const amount = amountOfFilters(query);
  return (
    <div className={classes.root} role="search" aria-label="Filter services">
      <SearchField value={query.q} />
      {usual.map(choice)}
      {more && (
        <>
          {rare.map(choice)}
          <DateFilter name="endOfLifeBefore" query={query} />
          <DateFilter name="changedSince" query={query} />
          <FormControlLabel
            className={classes.unknown}
            label="Unknown base image"
            control={
              <Checkbox
                size="small"
                color="primary"
                checked={query.unknownImage}
                onChange={(_, checked) =>
                  change({
                    unknownImage: checked ? 'yes' : undefined,
                    ...firstPage,
                  })
                }
              />
            }
          />
        </>
      )}
      <Button size="small" aria-expanded={more} onClick={() => setMore(!more)}>
        {more ? 'Fewer filters' : 'More filters'}
        {!more && amount > 0 && ` (${amount} set)`}
      </Button>
    </div>
  );
}

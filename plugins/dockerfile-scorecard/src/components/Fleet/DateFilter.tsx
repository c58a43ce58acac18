import { useId } from 'react';
import TextField from '@material-ui/core/TextField';
import { useQueryState } from '../../navigation';
import { dateFilterTitle } from './filterTitles';
import { type DateFilterName, firstPage, type FleetQuery } from './fleetQuery';

/** A filter by a day; the browser brings the calendar. */
export function DateFilter(props: { name: DateFilterName; query: FleetQuery }) {
  const { name, query } = props;
  const id = useId();
  const { change } = useQueryState();
  return (
    <TextField
      id={id}
      type="date"
      size="small"
      variant="outlined"
      label={dateFilterTitle[name]}
      InputLabelProps={{ shrink: true }}
      value={query.dates[name] ?? ''}
      onChange={event =>
        change({ [name]: event.target.value || undefined, ...firstPage })
      }
    />
  );
}

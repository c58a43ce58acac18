import { useEffect, useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import useDebounce from 'react-use/esm/useDebounce';
import { useQueryState } from '../../navigation';
import { firstPage } from './fleetQuery';

const WHILE_TYPING_MS = 300;

/** Searches names and titles while one types. */
export function SearchField(props: { value: string }) {
  const id = useId();
  const { change } = useQueryState();
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  useDebounce(
    () => {
      if (text !== props.value) {
        change({ q: text || undefined, ...firstPage }, 'replace');
      }
    },
    WHILE_TYPING_MS,
    [text],
  );
  return (
    <TextField
      id={id}
      type="search"
      size="small"
      variant="outlined"
      label="Search by name"
      value={text}
      onChange={event => setText(event.target.value)}
    />
  );
}

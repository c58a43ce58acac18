import { type ComponentProps, useId, useMemo } from 'react';
import Popper from '@material-ui/core/Popper';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useQueryState } from '../../navigation';
import { type FilterName, firstPage } from './fleetQuery';
import type { FilterOption } from './useFilterOptions';

interface ChoiceFilterProps {
  name: FilterName;
  label: string;
  options: readonly FilterOption[];
  chosen: FilterOption[];
  className?: string;
}

const MENU_WIDTH = 420;
const INDENT = 18;

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

/** The same array while it holds the same: a new one makes the field forget what is being typed. */
function useUnchanged(options: FilterOption[]): FilterOption[] {
  const text = JSON.stringify(options);
  return useMemo(() => JSON.parse(text) as FilterOption[], [text]);
}

/** A filter with values to choose from, several at a time. */
export function ChoiceFilter(props: ChoiceFilterProps) {
  const { name, label, options, className } = props;
  const chosen = useUnchanged(props.chosen);
  const { change } = useQueryState();
  const id = useId();
  // A shared URL may name what the catalog no longer has.
  const unlisted = chosen.filter(
    one => !options.some(option => option.value === one.value),
  );
  return (
    <Autocomplete
      id={id}
      className={className}
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
      renderOption={option => (
        <span style={{ paddingLeft: (option.depth ?? 0) * INDENT }}>
          {option.label}
        </span>
      )}
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

import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type { Theme } from '@material-ui/core/styles';
import { useQueryState } from '../../navigation';
import {
  columnLabel,
  type ColumnName,
  columnNames,
  extraColumns,
  shownColumns,
} from './columns';
import type { FleetQuery } from './fleetQuery';

/** Which columns the table has; the choice stands in the URL, so a shared link shows the same table. */
export function ColumnChoice(props: { query: FleetQuery }) {
  const { query } = props;
  const { change } = useQueryState();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const shown = shownColumns(query);
  const isPhone = useMediaQuery<Theme>(theme => theme.breakpoints.down('xs'));
  // a phone shows cards, which have no columns
  if (isPhone) return null;
  const toggle = (name: ColumnName) => {
    const [key, list] = extraColumns.includes(name)
      ? (['show', query.extra] as const)
      : (['hide', query.hidden] as const);
    change({
      [key]: list.includes(name)
        ? list.filter(other => other !== name)
        : [...list, name],
    });
  };
  return (
    <>
      <Button
        size="small"
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        Columns
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== undefined}
        onClose={() => setAnchor(undefined)}
        MenuListProps={{ dense: true, 'aria-label': 'Columns' }}
      >
        {columnNames.map(name => (
          <MenuItem
            key={name}
            role="menuitemcheckbox"
            aria-checked={shown.includes(name)}
            onClick={() => toggle(name)}
          >
            <Checkbox
              size="small"
              color="primary"
              edge="start"
              tabIndex={-1}
              disableRipple
              checked={shown.includes(name)}
              inputProps={{ 'aria-hidden': true }}
            />
            <ListItemText primary={columnLabel[name]} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

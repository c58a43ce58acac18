import { useState } from 'react';
import Button from '@material-ui/core/Button';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useQueryState } from '../../navigation';
import {
  columnLabel,
  type ColumnName,
  columnNames,
  extraColumns,
  shownColumns,
} from './columns';
import type { FleetQuery } from './fleetQuery';

// the item itself is the checkbox: one inside would be a second control
const useStyles = makeStyles({ mark: { width: '1.75em' } });

/** Which columns the table has; the choice stands in the URL, so a shared link shows the same table. */
export function ColumnChoice(props: { query: FleetQuery }) {
  const { query } = props;
  const { change } = useQueryState();
  const classes = useStyles();
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
            <span aria-hidden className={classes.mark}>
              {shown.includes(name) && '✓'}
            </span>
            <ListItemText primary={columnLabel[name]} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

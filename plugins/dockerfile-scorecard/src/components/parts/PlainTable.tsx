import type { ReactNode } from 'react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { tones } from '../../theme';

const useStyles = makeStyles(theme => ({
  head: {
    fontWeight: 600,
    whiteSpace: 'nowrap',
    color: tones(theme).neutral.text,
    background: 'none',
  },
  table: {
    '& th, & td': { padding: theme.spacing(1) },
    '& .MuiButton-root': { whiteSpace: 'nowrap' },
  },
  cards: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: '0.875rem',
    '& > li': {
      padding: theme.spacing(1, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      overflowWrap: 'anywhere',
    },
  },
  cell: {
    display: 'grid',
    gridTemplateColumns: '7.5em minmax(0, 1fr)',
    gap: theme.spacing(1),
    margin: 0,
    '& > dt': { color: tones(theme).neutral.text },
    '& > dd': { margin: 0 },
  },
}));

export interface Column<T> {
  label: string;
  cell(item: T): ReactNode;
}

interface PlainTableProps<T> {
  label: string;
  columns: readonly Column<T>[];
  items: readonly T[];
  keyOf(item: T): string;
}

/** A plain table whose first column heads its rows; on a phone, where columns have no room, one card a row. */
export function PlainTable<T>(props: PlainTableProps<T>) {
  const { label, columns, items, keyOf } = props;
  const classes = useStyles();
  const isPhone = useMediaQuery<Theme>(theme => theme.breakpoints.down('xs'));
  if (isPhone) return <Cards {...props} />;
  return (
    <TableContainer>
      <Table size="small" aria-label={label} className={classes.table}>
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <TableCell key={column.label} className={classes.head}>
                {column.label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map(item => (
            <TableRow key={keyOf(item)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <TableCell
                    key={column.label}
                    component="th"
                    scope="row"
                    role="rowheader"
                  >
                    {column.cell(item)}
                  </TableCell>
                ) : (
                  <TableCell key={column.label}>{column.cell(item)}</TableCell>
                ),
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function Cards<T>(props: PlainTableProps<T>) {
  const { label, items, keyOf } = props;
  const classes = useStyles();
  const [first, ...others] = props.columns;
  return (
    <ul className={classes.cards} aria-label={label}>
      {items.map(item => (
        <li key={keyOf(item)}>
          <strong>{first.cell(item)}</strong>
          {others.map(column => (
            <dl key={column.label} className={classes.cell}>
              <dt>{column.label}</dt>
              <dd>{column.cell(item)}</dd>
            </dl>
          ))}
        </li>
      ))}
    </ul>
  );
}

import type { ReactNode } from 'react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { tones } from '../../theme';

const useStyles = makeStyles(theme => ({
  head: {
    fontWeight: 600,
    whiteSpace: 'nowrap',
    color: tones(theme).neutral.text,
    background: 'none',
  },
  table: { '& th, & td': { padding: theme.spacing(1) } },
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

/** A plain table whose first column heads its rows. */
export function PlainTable<T>(props: PlainTableProps<T>) {
  const { label, columns, items, keyOf } = props;
  const classes = useStyles();
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

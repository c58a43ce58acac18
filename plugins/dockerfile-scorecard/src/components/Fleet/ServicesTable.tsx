import Skeleton from '@material-ui/lab/Skeleton';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  ScorecardOrderField,
  ScorecardSummary,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { useQueryState } from '../../navigation';
import { columnLabel, orderFieldOf, shownColumns } from './columns';
import { firstPage, type FleetQuery } from './fleetQuery';
import { ServiceCards } from './ServiceCards';
import { ServiceRow } from './ServiceRow';

const useStyles = makeStyles(theme => ({
  head: {
    fontWeight: 600,
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
    background: 'none',
  },
  loading: { opacity: 0.55 },
  table: {
    '& th, & td': { padding: theme.spacing(1.25, 1) },
  },
}));

interface ServicesTableProps {
  /** Undefined until the first page is there. */
  services?: readonly ScorecardSummary[];
  query: FleetQuery;
  loading: boolean;
}

/** One row a service; on a phone, one card. */
export function ServicesTable(props: ServicesTableProps) {
  const { services, query, loading } = props;
  const classes = useStyles();
  const isPhone = useMediaQuery<Theme>(theme => theme.breakpoints.down('xs'));
  const columns = shownColumns(query);
  if (isPhone) return <ServiceCards services={services} />;
  return (
    <TableContainer
      className={loading && services ? classes.loading : undefined}
    >
      <Table
        size="small"
        className={classes.table}
        aria-label="Services"
        aria-busy={loading}
      >
        <TableHead>
          <TableRow>
            <HeadCell label="Service" field="name" query={query} />
            {columns.map(name => (
              <HeadCell
                key={name}
                label={columnLabel[name]}
                field={orderFieldOf[name]}
                query={query}
              />
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {services?.map(service => (
            <ServiceRow
              key={service.entityRef}
              service={service}
              columns={columns}
            />
          ))}
          {!services &&
            [0, 1, 2, 3, 4].map(row => (
              <TableRow key={row}>
                {['name', ...columns].map(name => (
                  <TableCell key={name}>
                    <Skeleton />
                  </TableCell>
                ))}
              </TableRow>
            ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

interface HeadCellProps {
  label: string;
  /** Absent where the backend cannot sort. */
  field?: ScorecardOrderField;
  query: FleetQuery;
}

function HeadCell(props: HeadCellProps) {
  const { label, field } = props;
  const { field: current, order } = props.query.orderBy;
  const classes = useStyles();
  const { change } = useQueryState();
  const isSorted = field !== undefined && field === current;
  const next = isSorted && order === 'asc' ? 'desc' : 'asc';
  return (
    <TableCell
      className={classes.head}
      sortDirection={isSorted ? order : false}
    >
      {field ? (
        <TableSortLabel
          active={isSorted}
          direction={isSorted ? order : 'asc'}
          onClick={() => change({ orderBy: `${field}:${next}`, ...firstPage })}
        >
          {label}
        </TableSortLabel>
      ) : (
        label
      )}
    </TableCell>
  );
}

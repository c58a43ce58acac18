import Skeleton from '@material-ui/lab/Skeleton';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ScorecardOrderField,
  ScorecardSummary,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { useQueryState } from '../../navigation';
import { firstPage, type FleetOrder } from './fleetQuery';
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

const columns: readonly { label: string; field?: ScorecardOrderField }[] = [
  { label: 'Service', field: 'name' },
  { label: 'Level', field: 'level' },
  { label: 'Score', field: 'score' },
  { label: 'Fix first' },
  { label: 'Base image' },
  { label: 'Owner', field: 'owner' },
  { label: 'Since' },
];

interface ServicesTableProps {
  /** Undefined until the first page is there. */
  services?: readonly ScorecardSummary[];
  orderBy: FleetOrder;
  loading: boolean;
}

/** One row a service. */
export function ServicesTable(props: ServicesTableProps) {
  const { services, orderBy, loading } = props;
  const classes = useStyles();
  const { change } = useQueryState();
  const sortBy = (field: ScorecardOrderField) => {
    const order =
      orderBy.field === field && orderBy.order === 'asc' ? 'desc' : 'asc';
    change({ orderBy: `${field}:${order}`, ...firstPage });
  };
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
            {columns.map(({ label, field }) => (
              <TableCell
                key={label}
                className={classes.head}
                sortDirection={
                  field && field === orderBy.field ? orderBy.order : false
                }
              >
                {field ? (
                  <TableSortLabel
                    active={field === orderBy.field}
                    direction={field === orderBy.field ? orderBy.order : 'asc'}
                    onClick={() => sortBy(field)}
                  >
                    {label}
                  </TableSortLabel>
                ) : (
                  label
                )}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {services?.map(service => (
            <ServiceRow key={service.entityRef} service={service} />
          ))}
          {!services &&
            [0, 1, 2, 3, 4].map(row => (
              <TableRow key={row}>
                {columns.map(({ label }) => (
                  <TableCell key={label}>
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

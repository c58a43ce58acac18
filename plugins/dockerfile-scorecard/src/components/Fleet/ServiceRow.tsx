import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ScorecardSummary } from 'backstage-plugin-dockerfile-scorecard-common';
import { useServiceTab } from '../../navigation';
import type { ColumnName } from './columns';
import { serviceCell } from './serviceCells';

const useStyles = makeStyles({
  name: { fontWeight: 600, whiteSpace: 'nowrap' },
  level: { whiteSpace: 'nowrap' },
  score: { fontVariantNumeric: 'tabular-nums' },
  // takes the width that the others leave, and one line of it
  first: {
    width: '45%',
    maxWidth: 0,
    minWidth: 220,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  image: {
    maxWidth: 190,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  owner: {},
  since: { whiteSpace: 'nowrap' },
  system: {},
  lifecycle: {},
  changed: { whiteSpace: 'nowrap' },
});

interface ServiceRowProps {
  service: ScorecardSummary;
  columns: readonly ColumnName[];
}

/** A service: where it stands, what to do first, and who does it. */
export function ServiceRow(props: ServiceRowProps) {
  const { service, columns } = props;
  const classes = useStyles();
  const tab = useServiceTab();
  return (
    <TableRow hover>
      <TableCell component="th" scope="row" role="rowheader">
        <Link to={tab(service.entityRef)} className={classes.name}>
          {service.title ?? service.name}
        </Link>
      </TableCell>
      {columns.map(name => (
        <TableCell key={name} className={classes[name]}>
          {serviceCell[name]({ service })}
        </TableCell>
      ))}
    </TableRow>
  );
}

import Skeleton from '@material-ui/lab/Skeleton';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ScorecardSummary } from 'backstage-plugin-dockerfile-scorecard-common';
import { useServiceTab } from '../../navigation';
import { serviceCell } from './serviceCells';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: '0.875rem',
    '& > li': {
      padding: theme.spacing(1.25, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      overflowWrap: 'anywhere',
    },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 1),
    marginBottom: theme.spacing(0.5),
  },
  name: { fontWeight: 600, marginRight: 'auto' },
}));

/** The services on a phone: what the table says, one below the other. */
export function ServiceCards(props: {
  services?: readonly ScorecardSummary[];
}) {
  const { services } = props;
  const classes = useStyles();
  const tab = useServiceTab();
  if (!services) return <Skeleton variant="rect" height={240} />;
  return (
    <ul className={classes.root} aria-label="Services">
      {services.map(service => (
        <li key={service.entityRef}>
          <div className={classes.head}>
            <Link to={tab(service.entityRef)} className={classes.name}>
              {service.title ?? service.name}
            </Link>
            {service.score !== null && serviceCell.score({ service })}
            {serviceCell.level({ service })}
          </div>
          {serviceCell.first({ service })}
        </li>
      ))}
    </ul>
  );
}

import { makeStyles } from '@material-ui/core/styles';
import type { RuleBook } from '../../../data';
import type { FleetQuery } from '../fleetQuery';
import { Movement } from './Movement';
import { RulesFailingMost } from './RulesFailingMost';
import { Teams } from './Teams';
import { Trend } from './Trend';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

export interface OverviewTabProps {
  query: FleetQuery;
  rules: RuleBook;
}

/** Where the fleet stands: teams, rules, what moved, and the days before. */
export function OverviewTab(props: OverviewTabProps) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Teams query={props.query} />
      <RulesFailingMost query={props.query} rules={props.rules} />
      <Movement query={props.query} rules={props.rules} />
      <Trend query={props.query} />
    </div>
  );
}

import { makeStyles } from '@material-ui/core/styles';
import type { RuleBook } from '../../../../data';
import { useQueryState } from '../../../../navigation';
import type { FleetQuery } from '../../fleetQuery';
import { EndingSoon } from './EndingSoon';
import { Movement, PERIODS } from './Movement';
import { RulesFailingMost } from './RulesFailingMost';
import { Teams } from './Teams';
import { Trend } from './Trend';
import { useMovement } from './useMovement';

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

/** Where the fleet stands: what ends, teams, rules, what moved, and the days before. */
export function OverviewTab(props: OverviewTabProps) {
  const { query, rules } = props;
  const classes = useStyles();
  const { query: search } = useQueryState();
  const [week, month] = PERIODS;
  const lastWeek = useMovement(query, week);
  const lastMonth = useMovement(query, month);
  const movements = [
    { days: week, loaded: lastWeek },
    { days: month, loaded: lastMonth },
  ];
  const chosen =
    movements.find(({ days }) => search.get('days') === String(days)) ??
    movements[0];
  return (
    <>
      <EndingSoon query={query} />
      <Teams query={query} rules={rules} />
      <div className={classes.root}>
        <RulesFailingMost query={query} rules={rules} movements={movements} />
        <Movement days={chosen.days} loaded={chosen.loaded} rules={rules} />
      </div>
      <Trend query={query} />
    </>
  );
}

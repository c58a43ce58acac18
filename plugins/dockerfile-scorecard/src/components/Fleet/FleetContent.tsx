import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useReloadOn, useRules, useScans } from '../../data';
import { useQueryState } from '../../navigation';
import { focusRing } from '../../theme';
import { readFleetQuery } from './fleetQuery';
import { FleetHead } from './FleetHead';
import { LevelStrip } from './LevelStrip';
import { Services } from './Services';
import { useLevelCounts, useServices } from './useFleet';

const useStyles = makeStyles(theme => ({
  root: {
    ...focusRing(theme),
    display: 'grid',
    fontFamily: theme.typography.fontFamily,
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignContent: 'start',
  },
}));

/** All services of the fleet: how many have which level, and which one to look at next. */
export function FleetContent() {
  const classes = useStyles();
  const { query: search } = useQueryState();
  const query = useMemo(() => readFleetQuery(search), [search]);
  const rules = useRules();
  const scans = useScans();
  const counts = useLevelCounts(query);
  const services = useServices(query);
  useReloadOn(scans.value?.done, counts.reload);
  useReloadOn(scans.value?.done, services.reload);
  return (
    <div className={classes.root}>
      <FleetHead scans={scans} />
      <LevelStrip query={query} counts={counts} />
      <Services query={query} rules={rules} services={services} />
    </div>
  );
}

import { lazy, Suspense, useMemo } from 'react';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { type RuleBook, useReloadOn, useRules, useScans } from '../../data';
import { useQueryState } from '../../navigation';
import { focusRing } from '../../theme';
import { Section } from '../parts';
import { FilterBar } from './FilterBar';
import { type FleetQuery, readFleetQuery } from './fleetQuery';
import { FleetHead } from './FleetHead';
import { LevelStrip } from './LevelStrip';
import { Services } from './Services';
import { TabBar } from './tabs/TabBar';
import { readTab } from './tabs/tabs';
import { useLevelCounts, usePendingWaivers, useServices } from './useFleet';

const useStyles = makeStyles(theme => ({
  root: {
    ...focusRing(theme),
    display: 'grid',
    fontFamily: theme.typography.fontFamily,
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignContent: 'start',
  },
  filters: { display: 'grid', gap: theme.spacing(1.5) },
}));

const Overview = lazy(() =>
  import('./tabs/overview/OverviewTab').then(m => ({ default: m.OverviewTab })),
);
const BaseImages = lazy(() =>
  import('./tabs/images/BaseImagesTab').then(m => ({
    default: m.BaseImagesTab,
  })),
);
const Rules = lazy(() =>
  import('./tabs/RulesTab').then(m => ({ default: m.RulesTab })),
);
const Waivers = lazy(() =>
  import('./tabs/WaiversTab').then(m => ({ default: m.WaiversTab })),
);
const Scans = lazy(() =>
  import('./tabs/ScansTab').then(m => ({ default: m.ScansTab })),
);
// the engine comes with it
const Playground = lazy(() =>
  import('./tabs/PlaygroundTab').then(m => ({ default: m.PlaygroundTab })),
);

/** All services of the fleet: how many have which level, and which one to look at next. */
export function FleetContent() {
  const classes = useStyles();
  const { query: search } = useQueryState();
  const query = useMemo(() => readFleetQuery(search), [search]);
  const tab = readTab(search);
  const rules = useRules();
  const scans = useScans();
  const pending = usePendingWaivers();
  const failed = scans.value?.failed.length;
  const filters = (
    <Section title="Filters">
      <div className={classes.filters}>
        <FilterBar query={query} rules={rules} />
      </div>
    </Section>
  );
  return (
    <div className={classes.root} data-testid="dockerfile-scorecard">
      <FleetHead scans={scans} />
      <TabBar
        current={tab}
        notes={{
          waivers: pending.value ? String(pending.value) : undefined,
          scans: failed ? `${failed.toLocaleString('en')} failed` : undefined,
        }}
      />
      <Suspense fallback={<Skeleton variant="rect" height={240} />}>
        {tab === 'services' && (
          <ServicesTab
            query={query}
            rules={rules}
            scanned={scans.value?.done}
          />
        )}
        {tab === 'overview' && (
          <>
            {filters}
            <Overview query={query} rules={rules} />
          </>
        )}
        {tab === 'base-images' && (
          <>
            {filters}
            <BaseImages query={query} />
          </>
        )}
        {tab === 'rules' && <Rules rules={rules} />}
        {tab === 'waivers' && (
          <Waivers rules={rules} onDecided={pending.reload} />
        )}
        {tab === 'scans' && <Scans scans={scans} />}
        {tab === 'playground' && <Playground />}
      </Suspense>
    </div>
  );
}

interface ServicesTabProps {
  query: FleetQuery;
  rules: RuleBook;
  /** How many services have been scanned; the list is loaded again when that changes. */
  scanned?: number;
}

function ServicesTab(props: ServicesTabProps) {
  const { query, rules, scanned } = props;
  const counts = useLevelCounts(query);
  const services = useServices(query);
  useReloadOn(scanned, counts.reload);
  useReloadOn(scanned, services.reload);
  return (
    <>
      <LevelStrip query={query} counts={counts} />
      <Services query={query} rules={rules} services={services} />
    </>
  );
}

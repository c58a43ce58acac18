import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import type { Loaded } from '../../data';
import { useQueryState } from '../../navigation';
import { count, statesWithoutLevel } from '../../words';
import { LevelBar, Section } from '../parts';
import { firstPage, type FleetQuery } from './fleetQuery';
import type { LevelCounts } from './useFleet';

const useStyles = makeStyles(theme => ({
  words: {
    margin: theme.spacing(1, 0, 0),
    fontSize: '0.875rem',
    color: theme.palette.text.secondary,
  },
}));

interface LevelStripProps {
  query: FleetQuery;
  counts: Loaded<LevelCounts>;
}

/** One bar of all services; a part narrows the list below to its level. */
export function LevelStrip(props: LevelStripProps) {
  const { value, error } = props.counts;
  const classes = useStyles();
  return (
    <Section title="Services by level">
      {value && <Parts query={props.query} counts={value} />}
      {!value && error && (
        <p className={classes.words}>
          The levels could not be counted: {error.message}
        </p>
      )}
      {!value && !error && <Skeleton variant="rect" height={34} />}
    </Section>
  );
}

function Parts(props: { query: FleetQuery; counts: LevelCounts }) {
  const { query, counts } = props;
  const { href } = useQueryState();
  const classes = useStyles();
  const chosen = query.filters.level;
  if (counts.total === 0) {
    return <p className={classes.words}>No services to count.</p>;
  }
  return (
    <>
      <LevelBar
        byLevel={counts.byLevel}
        without={counts.without}
        chosen={chosen}
        hrefOf={level =>
          href({
            level: chosen.includes(level) ? undefined : level,
            state: undefined,
            ...firstPage,
          })
        }
        hrefWithout={href({
          level: undefined,
          state: statesWithoutLevel,
          ...firstPage,
        })}
      />
      {counts.without > 0 && (
        <p className={classes.words}>
          {count(counts.without, 'service')}{' '}
          {counts.without === 1
            ? 'has no Dockerfile, cannot be judged, waits for its first scan, or could not be read'
            : 'have no Dockerfile, cannot be judged, wait for their first scan, or could not be read'}
        </p>
      )}
    </>
  );
}

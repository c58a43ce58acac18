import { Link } from '@backstage/core-components';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import type { Level } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Loaded } from '../../data';
import { useQueryState } from '../../navigation';
import { levelFill, ON_LEVEL_FILL } from '../../theme';
import {
  count,
  levelName,
  levelPromise,
  levels,
  serviceStates,
} from '../../words';
import { Section } from '../parts';
import { firstPage, type FleetQuery } from './fleetQuery';
import type { LevelCounts } from './useFleet';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    borderRadius: 6,
    overflow: 'hidden',
    listStyle: 'none',
    margin: 0,
    padding: 0,
    gap: 1,
  },
  part: { minWidth: 92 },
  link: {
    display: 'block',
    padding: theme.spacing(0.75, 1.25),
    fontWeight: 700,
    fontSize: '0.875rem',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: ON_LEVEL_FILL,
    '&:hover': { filter: 'brightness(0.95)' },
    '&:focus-visible': {
      outline: `3px solid ${theme.palette.text.primary}`,
      outlineOffset: -3,
    },
  },
  chosen: { boxShadow: `inset 0 -4px 0 ${ON_LEVEL_FILL}` },
  rest: { background: theme.palette.type === 'dark' ? '#d3dae0' : '#e3e8ec' },
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
  if (counts.total === 0) {
    return <p className={classes.words}>No services to count.</p>;
  }
  return (
    <>
      <ul className={classes.bar}>
        {levels
          .filter(level => counts.byLevel[level] > 0)
          .map(level => (
            <LevelPart
              key={level}
              level={level}
              amount={counts.byLevel[level]}
              chosen={query.filters.level.includes(level)}
            />
          ))}
        {counts.without > 0 && (
          <li
            className={`${classes.part} ${classes.rest}`}
            style={{ flexGrow: counts.without, flexBasis: 0, minWidth: 44 }}
          >
            <Link
              to={href({
                level: undefined,
                state: serviceStates.filter(
                  state => state !== 'scored' && state !== 'excluded',
                ),
                ...firstPage,
              })}
              className={classes.link}
              style={{ color: ON_LEVEL_FILL }}
              title={`${count(counts.without, 'service')} without a level`}
              aria-label={`Without a level ${counts.without}`}
            >
              {counts.without.toLocaleString('en')}
            </Link>
          </li>
        )}
      </ul>
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

interface LevelPartProps {
  level: Level;
  amount: number;
  chosen: boolean;
}

function LevelPart(props: LevelPartProps) {
  const { level, amount, chosen } = props;
  const classes = useStyles();
  const { href } = useQueryState();
  return (
    <li
      className={classes.part}
      style={{ flexGrow: amount, flexBasis: 0, background: levelFill[level] }}
    >
      <Link
        to={href({
          level: chosen ? undefined : level,
          state: undefined,
          ...firstPage,
        })}
        className={`${classes.link} ${chosen ? classes.chosen : ''}`}
        style={{ color: ON_LEVEL_FILL }}
        aria-current={chosen ? 'true' : undefined}
        title={levelPromise[level]}
      >
        {levelName[level]} {amount.toLocaleString('en')}
      </Link>
    </li>
  );
}

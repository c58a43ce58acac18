import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import type { FleetTrend } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../../api';
import { useLoader } from '../../../../data';
import { levelFill } from '../../../../theme';
import { levelName, levels, shortDay } from '../../../../words';
import { type FleetQuery, scorecardFilters } from '../../fleetQuery';
import { LoadedSection, PlainTable } from '../../../parts';
import { stackedAreas } from './stackedAreas';

const DAYS = 90;
const SIZE = { width: 600, height: 120 };

const useStyles = makeStyles(theme => ({
  chart: {
    display: 'block',
    width: '100%',
    height: SIZE.height,
    borderBottom: `1px solid ${theme.palette.divider}`,
    // the colours carry the meaning
    forcedColorAdjust: 'none',
  },
  axis: {
    display: 'flex',
    justifyContent: 'space-between',
    fontSize: '0.75rem',
    color: theme.palette.text.secondary,
  },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(1, 0),
    fontSize: '0.8125rem',
  },
  swatch: {
    display: 'inline-block',
    width: 12,
    height: 12,
    marginRight: 6,
    borderRadius: 2,
    forcedColorAdjust: 'none',
  },
  details: { fontSize: '0.8125rem', '& summary': { cursor: 'pointer' } },
}));

type Day = FleetTrend['items'][number];

function isCounted({ levels: amounts }: Day): boolean {
  return levels.some(level => amounts[level] > 0);
}

/** Without the days before the first service was scored. */
function counted(days: readonly Day[]): Day[] {
  return days.slice(Math.max(0, days.findIndex(isCounted)));
}

/** Services by level over the last days: areas for the eye, a table for everybody else. */
export function Trend(props: { query: FleetQuery }) {
  const api = useApi(dockerfileScorecardApiRef);
  const wanted = { ...scorecardFilters(props.query), days: DAYS };
  const loaded = useLoader<FleetTrend>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: signal => api.getFleetTrend(wanted, { signal }),
  });
  return (
    <LoadedSection
      title="Levels over time"
      loaded={loaded}
      empty={{
        when: ({ items }) => !items.some(isCounted),
        text: 'No service has been scored yet.',
      }}
    >
      {({ items }) => <Chart days={counted(items)} />}
    </LoadedSection>
  );
}

function Chart(props: { days: readonly Day[] }) {
  const { days } = props;
  const classes = useStyles();
  const areas = stackedAreas(
    levels.map(level => days.map(day => day.levels[level])),
    SIZE,
  );
  return (
    <>
      {days.length > 1 ? (
        <div aria-hidden>
          <svg
            className={classes.chart}
            viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
            preserveAspectRatio="none"
          >
            {levels.map((level, index) => (
              <polygon
                key={level}
                points={areas[index]}
                fill={levelFill[level]}
              />
            ))}
          </svg>
          <div className={classes.axis}>
            <span>{shortDay(days[0].date)}</span>
            <span>{shortDay(days[days.length - 1].date)}</span>
          </div>
          <div className={classes.legend}>
            {levels.map(level => (
              <span key={level}>
                <span
                  className={classes.swatch}
                  style={{ background: levelFill[level] }}
                />
                {levelName[level]}
              </span>
            ))}
          </div>
        </div>
      ) : (
        <p>Counted since today. The chart begins tomorrow.</p>
      )}
      <details className={classes.details} open={days.length === 1}>
        <summary>As a table</summary>
        <PlainTable
          label="Services by level and day"
          items={[...days].reverse()}
          keyOf={day => day.date}
          columns={[
            { label: 'Day', cell: day => day.date },
            ...levels.map(level => ({
              label: levelName[level],
              cell: (day: Day) => day.levels[level],
            })),
          ]}
        />
      </details>
    </>
  );
}

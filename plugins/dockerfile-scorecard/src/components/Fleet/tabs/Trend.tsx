import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import type { FleetTrend } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../api';
import { useLoader } from '../../../data';
import { levelFill } from '../../../theme';
import { levelName, levels } from '../../../words';
import { type FleetQuery, scorecardFilters } from '../fleetQuery';
import { LoadedSection, PlainTable } from '../../parts';

const DAYS = 30;
const HEIGHT = 120;

const useStyles = makeStyles(theme => ({
  chart: {
    display: 'flex',
    alignItems: 'flex-end',
    gap: 2,
    height: HEIGHT,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  day: { flex: 1, display: 'flex', flexDirection: 'column-reverse', gap: 1 },
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
  },
  details: { fontSize: '0.8125rem', '& summary': { cursor: 'pointer' } },
}));

type Day = FleetTrend['items'][number];

function totalOf({ levels: amounts }: Day): number {
  return levels.reduce((sum, level) => sum + amounts[level], 0);
}

/** Services by level over the last days: columns for the eye, a table for everybody else. */
export function Trend(props: { query: FleetQuery }) {
  const api = useApi(dockerfileScorecardApiRef);
  const classes = useStyles();
  const wanted = { ...scorecardFilters(props.query), days: DAYS };
  const loaded = useLoader<FleetTrend>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: signal => api.getFleetTrend(wanted, { signal }),
  });
  return (
    <LoadedSection
      title={`Levels over ${DAYS} days`}
      loaded={loaded}
      empty={{
        when: ({ items }) => items.length === 0,
        text: 'Counted once a day; the first day is not over yet.',
      }}
    >
      {({ items }) => {
        const most = Math.max(1, ...items.map(totalOf));
        return (
          <>
            <div className={classes.chart} aria-hidden>
              {items.map(day => (
                <div
                  key={day.date}
                  className={classes.day}
                  title={`${day.date}: ${levels
                    .map(level => `${levelName[level]} ${day.levels[level]}`)
                    .join(', ')}`}
                >
                  {levels.map(level => (
                    <div
                      key={level}
                      style={{
                        height: (HEIGHT * day.levels[level]) / most,
                        background: levelFill[level],
                      }}
                    />
                  ))}
                </div>
              ))}
            </div>
            <div className={classes.legend} aria-hidden>
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
            <details className={classes.details}>
              <summary>As a table</summary>
              <PlainTable
                label="Services by level and day"
                items={[...items].reverse()}
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
      }}
    </LoadedSection>
  );
}

import { makeStyles, useTheme } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import type { BaseImageList } from 'backstage-plugin-dockerfile-scorecard-common';
import { DateTime } from 'luxon';
import { dockerfileScorecardApiRef } from '../../../../api';
import { useLoader } from '../../../../data';
import { useQueryState } from '../../../../navigation';
import { tones } from '../../../../theme';
import { imageName, monthName } from '../../../../words';
import { LoadedSection, PlainTable } from '../../../parts';
import { firstPage, type FleetQuery, scorecardFilters } from '../../fleetQuery';
import { endsByMonth, MONTHS, type MonthOfEnds } from './timeline';

const MOST = 500;

const useStyles = makeStyles(theme => ({
  month: { whiteSpace: 'nowrap' },
  images: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
  },
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minWidth: 120,
    fontVariantNumeric: 'tabular-nums',
  },
  // a bar is nothing but its colour
  fill: {
    height: 12,
    borderRadius: 2,
    minWidth: 3,
    forcedColorAdjust: 'none',
  },
}));

/** What has ended and what ends in each of the next months; a table whose rows are bars. */
export function EndOfLifeTimeline(props: { query: FleetQuery }) {
  const api = useApi(dockerfileScorecardApiRef);
  const classes = useStyles();
  const { href } = useQueryState();
  const wanted = {
    ...scorecardFilters(props.query),
    endOfLifeBefore:
      props.query.dates.endOfLifeBefore ??
      DateTime.now().startOf('month').plus({ months: MONTHS }).toISODate()!,
    limit: MOST,
  };
  const loaded = useLoader<BaseImageList>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: signal => api.listBaseImages(wanted, { signal }),
  });
  return (
    <LoadedSection
      title={`End of life over the next ${MONTHS} months`}
      loaded={loaded}
    >
      {({ items }) => {
        const months = endsByMonth(items);
        const most = Math.max(1, ...months.map(({ services }) => services));
        return (
          <PlainTable
            label="Base images by the month of their end of life"
            items={months}
            keyOf={({ key }) => key}
            columns={[
              {
                label: 'Month',
                cell: ({ key }) => (
                  <span className={classes.month}>
                    {key === 'ended' ? 'Already ended' : monthName(key)}
                  </span>
                ),
              },
              {
                label: 'Uses',
                cell: month => <Bar month={month} most={most} />,
              },
              {
                label: 'Images',
                cell: ({ images }) => (
                  <div className={classes.images}>
                    {images.map(({ image, endOfLife, services }) => (
                      <Link
                        key={image}
                        to={href({
                          tab: undefined,
                          ban: undefined,
                          image: [image],
                          ...firstPage,
                        })}
                        underline="always"
                        title={`${image}, end of life ${endOfLife}`}
                      >
                        {imageName(image)} ({services.toLocaleString('en')})
                      </Link>
                    ))}
                  </div>
                ),
              },
            ]}
          />
        );
      }}
    </LoadedSection>
  );
}

function Bar(props: { month: MonthOfEnds; most: number }) {
  const { key, services } = props.month;
  const classes = useStyles();
  const palette = tones(useTheme());
  const tone = key === 'ended' ? palette.bad : palette.warning;
  return (
    <div className={classes.bar}>
      {services > 0 && (
        <div
          className={classes.fill}
          style={{
            width: `${(80 * services) / props.most}%`,
            background: tone.border,
          }}
          aria-hidden
        />
      )}
      {services > 0 ? services.toLocaleString('en') : '—'}
    </div>
  );
}

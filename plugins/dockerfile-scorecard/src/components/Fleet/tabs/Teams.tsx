import { Link } from '@backstage/core-components';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import type {
  FleetSummary,
  Level,
  SummaryItem,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../api';
import { useLoader } from '../../../data';
import { useQueryState } from '../../../navigation';
import { levelTone, tones } from '../../../theme';
import { levelName, levels } from '../../../words';
import { firstPage, type FleetQuery, scorecardFilters } from '../fleetQuery';
import { LoadedSection, PlainTable } from '../../parts';

const useStyles = makeStyles({
  cell: {
    display: 'inline-block',
    minWidth: '2.5em',
    padding: '2px 8px',
    borderRadius: 4,
    textAlign: 'center',
    fontVariantNumeric: 'tabular-nums',
  },
});

function nameOf(ref: string): string {
  return ref
    ? humanizeEntityRef(parseEntityRef(ref), { defaultKind: 'group' })
    : 'No owner';
}

/** Levels by team, the largest first; a group counts what its teams own, as the filter does. */
export function Teams(props: { query: FleetQuery }) {
  const api = useApi(dockerfileScorecardApiRef);
  const { href } = useQueryState();
  const wanted = scorecardFilters(props.query);
  const loaded = useLoader<FleetSummary>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: signal =>
      api.getFleetSummary({ ...wanted, groupBy: 'owner' }, { signal }),
  });
  return (
    <LoadedSection
      title="Teams"
      loaded={loaded}
      empty={{
        when: ({ items }) => items.length === 0,
        text: 'No service matches.',
      }}
    >
      {({ items }) => (
        <PlainTable
          label="Levels by team"
          items={items}
          keyOf={item => item.key}
          columns={[
            {
              label: 'Team',
              cell: item =>
                item.key ? (
                  <Link
                    to={href({
                      tab: undefined,
                      owner: [item.key],
                      ...firstPage,
                    })}
                  >
                    {nameOf(item.key)}
                  </Link>
                ) : (
                  nameOf('')
                ),
            },
            ...levels.map(level => ({
              label: levelName[level],
              cell: (item: SummaryItem) => <Heat item={item} level={level} />,
            })),
            {
              label: 'Score',
              cell: item =>
                item.averageScore === null ? '' : Math.round(item.averageScore),
            },
          ]}
        />
      )}
    </LoadedSection>
  );
}

/** How many services of a team have a level, the stronger the larger their share. */
function Heat(props: { item: SummaryItem; level: Level }) {
  const { item, level } = props;
  const classes = useStyles();
  const theme = useTheme();
  const amount = item.levels[level];
  if (amount === 0) return null;
  const tone = tones(theme)[levelTone(level)];
  return (
    <span
      className={classes.cell}
      style={{
        color: tone.text,
        background: tone.background,
        outline:
          amount * 2 >= item.services ? `1px solid ${tone.border}` : undefined,
      }}
    >
      {amount.toLocaleString('en')}
    </span>
  );
}

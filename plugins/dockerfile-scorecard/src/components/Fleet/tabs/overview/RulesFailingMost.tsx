import { makeStyles, useTheme } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import type {
  FleetMovement,
  FleetSummary,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../../api';
import { type Loaded, type RuleBook, useLoader } from '../../../../data';
import { useQueryState } from '../../../../navigation';
import { tones } from '../../../../theme';
import { LoadedSection, PlainTable, Prose } from '../../../parts';
import { firstPage, type FleetQuery, scorecardFilters } from '../../fleetQuery';
import { changeByRule, isComplete } from './useMovement';

const SHOWN = 10;

const useStyles = makeStyles(theme => ({
  services: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minWidth: 110,
    fontVariantNumeric: 'tabular-nums',
  },
  track: {
    flex: 1,
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
    background: theme.palette.type === 'dark' ? '#5c5f63' : '#e3e8ec',
  },
  // a bar is nothing but its colour
  fill: { height: '100%', forcedColorAdjust: 'none' },
}));

interface RulesFailingMostProps {
  query: FleetQuery;
  rules: RuleBook;
  /** By the number of days. */
  movements: readonly { days: number; loaded: Loaded<FleetMovement> }[];
}

/** The rules that most services fail, and whether that gets better. */
export function RulesFailingMost(props: RulesFailingMostProps) {
  const { query, rules, movements } = props;
  const api = useApi(dockerfileScorecardApiRef);
  const { href } = useQueryState();
  const wanted = scorecardFilters(query);
  const loaded = useLoader<FleetSummary>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: signal =>
      api.getFleetSummary({ ...wanted, groupBy: 'rule' }, { signal }),
  });
  return (
    <LoadedSection
      title="Rules that fail most"
      loaded={loaded}
      empty={{
        when: ({ items }) => items.length === 0,
        text: 'No rule fails.',
      }}
    >
      {({ items, total }) => (
        <PlainTable
          label="Rules that fail most"
          items={items.slice(0, SHOWN)}
          keyOf={item => item.key}
          columns={[
            {
              label: 'Rule',
              cell: item => <Prose text={rules.title(item.key)} />,
            },
            {
              label: 'Services',
              cell: item => (
                <Services amount={item.services} of={total.services}>
                  <Link
                    to={href({
                      tab: undefined,
                      rule: [item.key],
                      ...firstPage,
                    })}
                    underline="always"
                  >
                    {item.services.toLocaleString('en')}
                  </Link>
                </Services>
              ),
            },
            ...movements.map(({ days, loaded: { value } }) => ({
              label: `${days} days`,
              cell: (item: { key: string }) =>
                value &&
                isComplete(value) && (
                  <Change by={changeByRule(value).get(item.key) ?? 0} />
                ),
            })),
          ]}
        />
      )}
    </LoadedSection>
  );
}

function Services(props: {
  amount: number;
  of: number;
  children: JSX.Element;
}) {
  const classes = useStyles();
  const palette = tones(useTheme());
  return (
    <div className={classes.services}>
      <div className={classes.track} aria-hidden>
        <div
          className={classes.fill}
          style={{
            width: `${(100 * props.amount) / Math.max(1, props.of)}%`,
            background: palette.bad.border,
          }}
        />
      </div>
      {props.children}
    </div>
  );
}

/** `+2` is worse, `−3` is better. */
function Change(props: { by: number }) {
  const palette = tones(useTheme());
  const { by } = props;
  if (by === 0) return <>±0</>;
  return (
    <span style={{ color: by > 0 ? palette.bad.text : palette.good.text }}>
      {by > 0 ? `+${by}` : `−${-by}`}
    </span>
  );
}

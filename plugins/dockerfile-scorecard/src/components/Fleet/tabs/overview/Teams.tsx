import { Link } from '@backstage/core-components';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Category,
  FleetSummary,
  SummaryItem,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../../api';
import { type RuleBook, useLoader } from '../../../../data';
import { useQueryState } from '../../../../navigation';
import { type ToneName, tones } from '../../../../theme';
import {
  categories,
  categoryName,
  levelName,
  levels,
  count,
} from '../../../../words';
import { firstPage, type FleetQuery, scorecardFilters } from '../../fleetQuery';
import { refLabel } from '../../ownerTree';
import { LoadedSection, PlainTable } from '../../../parts';

const useStyles = makeStyles({
  cell: {
    display: 'block',
    minWidth: '3.5em',
    padding: '3px 8px',
    borderRadius: 4,
    textAlign: 'center',
    fontVariantNumeric: 'tabular-nums',
  },
  note: { margin: '8px 0 0', fontSize: '0.8125rem' },
});

type FailingByPart = Record<Category, Map<string, number>>;

interface TeamFigures {
  teams: FleetSummary;
  failing: FailingByPart;
}

/** Rules of a part that are more than a hint. */
function rulesOf(rules: RuleBook, part: Category): string[] {
  return rules.all
    .filter(
      ({ category, severity }) => category === part && severity !== 'info',
    )
    .map(({ id }) => id);
}

interface TeamsProps {
  query: FleetQuery;
  rules: RuleBook;
}

/** How well the teams do in each part of the score; a group counts what its teams own, as the filter does. */
export function Teams(props: TeamsProps) {
  const { query, rules } = props;
  const api = useApi(dockerfileScorecardApiRef);
  const classes = useStyles();
  const { href } = useQueryState();
  const wanted = scorecardFilters(query);
  const loaded = useLoader<TeamFigures>({
    key: JSON.stringify([wanted, rules.all.length]),
    keepPrevious: true,
    load: async signal => {
      const summary = (rule?: string[]) =>
        api.getFleetSummary(
          {
            ...wanted,
            ...(rule && { rule, ruleState: undefined }),
            groupBy: 'owner',
          },
          { signal },
        );
      const [teams, ...parts] = await Promise.all([
        summary(),
        ...categories.map(async part => {
          const ids = rulesOf(rules, part);
          const { items } = ids.length > 0 ? await summary(ids) : { items: [] };
          return [
            part,
            new Map(items.map(({ key, services }) => [key, services])),
          ] as const;
        }),
      ]);
      return { teams, failing: Object.fromEntries(parts) as FailingByPart };
    },
  });
  return (
    <LoadedSection
      title="Teams by part of the score"
      loaded={loaded}
      empty={{
        when: ({ teams }) => teams.items.length === 0,
        text: 'No service matches.',
      }}
    >
      {({ teams, failing }) => (
        <>
          <PlainTable
            label="Teams by part of the score"
            items={teams.items}
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
                      {refLabel(item.key, 'group')}
                    </Link>
                  ) : (
                    'No owner'
                  ),
              },
              {
                label: 'Services',
                cell: item => (
                  <span title={levelWords(item)}>
                    {item.services.toLocaleString('en')}
                  </span>
                ),
              },
              ...categories.map(part => ({
                label: categoryName[part],
                cell: (item: SummaryItem) => (
                  <Heat
                    team={item}
                    failing={failing[part].get(item.key) ?? 0}
                    to={href({
                      tab: undefined,
                      owner: item.key ? [item.key] : undefined,
                      rule: rulesOf(rules, part),
                      ...firstPage,
                    })}
                  />
                ),
              })),
              {
                label: 'Score',
                cell: item =>
                  item.averageScore === null
                    ? ''
                    : Math.round(item.averageScore),
              },
            ]}
          />
          <p className={classes.note}>
            Percentage of scored services without a finding in that part.
          </p>
        </>
      )}
    </LoadedSection>
  );
}

function levelWords({ levels: amounts }: SummaryItem): string {
  return levels
    .map(level => `${levelName[level]} ${amounts[level]}`)
    .join(', ');
}

function heatTone(share: number): ToneName {
  if (share >= 0.8) return 'good';
  return share >= 0.5 ? 'warning' : 'bad';
}

interface HeatProps {
  team: SummaryItem;
  failing: number;
  /** The services with a finding. */
  to: string;
}

/** The share of a team's services that have nothing to fix in a part. */
function Heat(props: HeatProps) {
  const { team, failing, to } = props;
  const classes = useStyles();
  const theme = useTheme();
  const scored = team.services - team.notScored;
  if (scored <= 0) return null;
  const share = Math.max(0, scored - failing) / scored;
  const tone = tones(theme)[heatTone(share)];
  const style = { color: tone.text, background: tone.background };
  const text = `${Math.floor(100 * share)} %`;
  return failing > 0 ? (
    <Link
      to={to}
      className={classes.cell}
      style={style}
      underline="always"
      title={`${count(failing, 'service has', 'services have')} a finding`}
    >
      {text}
    </Link>
  ) : (
    <span className={classes.cell} style={style}>
      {text}
    </span>
  );
}

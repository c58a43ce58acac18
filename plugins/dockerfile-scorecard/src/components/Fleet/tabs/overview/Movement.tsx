import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import type { FleetMovement } from 'backstage-plugin-dockerfile-scorecard-common';
import { compareLevels } from 'dockerfile-scorecard-engine/verdict';
import type { Loaded, RuleBook } from '../../../../data';
import { useQueryState, useServiceTab } from '../../../../navigation';
import { count, moveWords } from '../../../../words';
import { LoadedSection, PlainTable, plainText } from '../../../parts';

export const PERIODS = [7, 30] as const;
const SHOWN = 8;

const useStyles = makeStyles(theme => ({
  title: {
    margin: theme.spacing(1.5, 0, 0.5),
    fontSize: '0.875rem',
    fontWeight: 600,
  },
}));

type Moved = FleetMovement['items'][number];

function changeOf({ service, previousLevel, previousScore }: Moved): string {
  return moveWords({ level: previousLevel, score: previousScore }, service);
}

function isWorse({ service, previousLevel, previousScore }: Moved): boolean {
  const byLevel = compareLevels(service.level, previousLevel);
  return byLevel === 0
    ? (service.score ?? 0) < (previousScore ?? 0)
    : byLevel < 0;
}

interface MovementProps {
  days: number;
  loaded: Loaded<FleetMovement>;
  rules: RuleBook;
}

/** Which services got worse or better in the last days, and through which rules. */
export function Movement(props: MovementProps) {
  const { days, loaded, rules } = props;
  const state = useQueryState();
  return (
    <LoadedSection
      title={`What changed in ${days} days`}
      loaded={loaded}
      aside={
        <ButtonGroup size="small" aria-label="Period">
          {PERIODS.map(period => (
            <Button
              key={period}
              aria-pressed={period === days}
              variant={period === days ? 'contained' : 'outlined'}
              onClick={() =>
                state.change({
                  days: period === PERIODS[0] ? undefined : String(period),
                })
              }
            >
              {period} days
            </Button>
          ))}
        </ButtonGroup>
      }
      empty={{
        when: ({ items }) => items.length === 0,
        text: 'No level and no score changed.',
      }}
    >
      {({ items, worse, better }) => (
        <>
          <p>
            {count(worse, 'service')} got worse, {better.toLocaleString('en')}{' '}
            better.
          </p>
          <Services
            title="Got worse"
            label="Services that got worse"
            items={items.filter(isWorse)}
            rules={rules}
          />
          <Services
            title="Got better"
            label="Services that got better"
            // those that gained most come last
            items={items.filter(item => !isWorse(item)).reverse()}
            rules={rules}
          />
        </>
      )}
    </LoadedSection>
  );
}

interface ServicesProps {
  title: string;
  label: string;
  items: readonly Moved[];
  rules: RuleBook;
}

function Services(props: ServicesProps) {
  const { title, label, items, rules } = props;
  const classes = useStyles();
  const tab = useServiceTab();
  const rulesOf = (ids: readonly string[]) =>
    ids.map(id => plainText(rules.title(id))).join(', ');
  if (items.length === 0) return null;
  return (
    <>
      <h3 className={classes.title}>{title}</h3>
      <PlainTable
        label={label}
        items={items.slice(0, SHOWN)}
        keyOf={item => item.service.entityRef}
        columns={[
          {
            label: 'Service',
            cell: item => (
              <Link to={tab(item.service.entityRef)}>
                {item.service.title ?? item.service.name}
              </Link>
            ),
          },
          { label: 'Change', cell: changeOf },
          {
            label: 'Why',
            cell: ({ failing, fixed }) => (
              <>
                {failing.length > 0 && (
                  <div>Began to fail: {rulesOf(failing)}</div>
                )}
                {fixed.length > 0 && <div>Fixed: {rulesOf(fixed)}</div>}
              </>
            ),
          },
        ]}
      />
    </>
  );
}

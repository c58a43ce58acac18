import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import type { FleetMovement } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../api';
import { type RuleBook, useLoader } from '../../../data';
import { useQueryState, useServiceTab } from '../../../navigation';
import { count, moveWords } from '../../../words';
import { LoadedSection, PlainTable, plainText } from '../../parts';
import { type FleetQuery, scorecardFilters } from '../fleetQuery';

const PERIODS = [7, 30] as const;
const SHOWN = 10;

interface MovementProps {
  query: FleetQuery;
  rules: RuleBook;
}

type Moved = FleetMovement['items'][number];

function changeOf({ service, previousLevel, previousScore }: Moved): string {
  return moveWords({ level: previousLevel, score: previousScore }, service);
}

/** Which services got worse or better in the last days, and through which rules. */
export function Movement(props: MovementProps) {
  const { query, rules } = props;
  const api = useApi(dockerfileScorecardApiRef);
  const tab = useServiceTab();
  const state = useQueryState();
  const days = Number(state.query.get('days')) === 30 ? 30 : 7;
  const wanted = { ...scorecardFilters(query), days, limit: SHOWN };
  const loaded = useLoader<FleetMovement>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: signal => api.getFleetMovement(wanted, { signal }),
  });
  const rulesOf = (ids: readonly string[]) =>
    ids.map(id => plainText(rules.title(id))).join(', ');
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
                  days: period === 7 ? undefined : String(period),
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
          <PlainTable
            label="Services that changed"
            items={items}
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
                label: 'Rules',
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
      )}
    </LoadedSection>
  );
}

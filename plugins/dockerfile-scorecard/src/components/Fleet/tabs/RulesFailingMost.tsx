import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import type { FleetSummary } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../api';
import { type RuleBook, useLoader } from '../../../data';
import { useQueryState } from '../../../navigation';
import { LoadedSection, PlainTable, Prose } from '../../parts';
import { firstPage, type FleetQuery, scorecardFilters } from '../fleetQuery';

const SHOWN = 10;

interface RulesFailingMostProps {
  query: FleetQuery;
  rules: RuleBook;
}

/** The rules that most services fail. */
export function RulesFailingMost(props: RulesFailingMostProps) {
  const { query, rules } = props;
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
      {({ items }) => (
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
              ),
            },
          ]}
        />
      )}
    </LoadedSection>
  );
}

import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import type {
  HistoryEntry,
  HistoryList,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../api';
import { type RuleBook, useLoader } from '../../data';
import { day, moveWords, shortRevision } from '../../words';
import { LoadedSection, PlainTable, plainText } from '../parts';

const SHOWN = 20;

interface ServiceHistoryProps {
  entityRef: string;
  /** Another one means that there may be more to tell. */
  scannedAt?: string;
  rules: RuleBook;
}

/** What changed when: level, score, and the rules that turned. */
export function ServiceHistory(props: ServiceHistoryProps) {
  const { entityRef, scannedAt, rules } = props;
  const api = useApi(dockerfileScorecardApiRef);
  const loaded = useLoader<HistoryList>({
    key: `${entityRef} ${scannedAt}`,
    keepPrevious: true,
    load: signal =>
      api.getHistory(parseEntityRef(entityRef), { limit: SHOWN }, { signal }),
  });
  const titles = (ids: readonly string[]) =>
    ids.map(id => plainText(rules.title(id))).join(', ');
  return (
    <LoadedSection
      title="History"
      loaded={loaded}
      empty={{
        when: ({ items }) => items.length === 0,
        text: 'Nothing changed since the first scan.',
      }}
    >
      {({ items }) => (
        <PlainTable
          label="Changes of the scorecard"
          items={items}
          keyOf={entry => entry.at}
          columns={[
            { label: 'Day', cell: entry => day(entry.at) },
            { label: 'Change', cell: changeOf },
            {
              label: 'Revision',
              cell: entry => entry.revision && shortRevision(entry.revision),
            },
            {
              label: 'Rules',
              cell: ({ failing, fixed }) => (
                <>
                  {failing.length > 0 && (
                    <div>Began to fail: {titles(failing)}</div>
                  )}
                  {fixed.length > 0 && <div>Fixed: {titles(fixed)}</div>}
                </>
              ),
            },
          ]}
        />
      )}
    </LoadedSection>
  );
}

function changeOf(entry: HistoryEntry): string {
  return moveWords(
    { level: entry.previousLevel, score: entry.previousScore },
    entry,
  );
}

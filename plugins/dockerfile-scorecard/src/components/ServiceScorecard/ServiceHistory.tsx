import { makeStyles } from '@material-ui/core/styles';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import type {
  HistoryEntry,
  HistoryList,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../api';
import { type RuleBook, useLoader } from '../../data';
import { day, moveWords, shortRevision, verdictWords } from '../../words';
import { LoadedSection, PlainTable, plainText } from '../parts';

const SHOWN = 20;

const useStyles = makeStyles({ day: { whiteSpace: 'nowrap' } });

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
  const classes = useStyles();
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
            {
              label: 'Day',
              cell: entry => (
                <span className={classes.day}>{day(entry.at)}</span>
              ),
            },
            { label: 'Change', cell: changeOf },
            {
              label: 'Revision',
              cell: entry => entry.revision && shortRevision(entry.revision),
            },
            {
              label: 'Rules',
              cell: entry => (
                <>
                  {entry.failing.length > 0 && !isFirst(entry) && (
                    <div>Began to fail: {titles(entry.failing)}</div>
                  )}
                  {entry.fixed.length > 0 && (
                    <div>Fixed: {titles(entry.fixed)}</div>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
    </LoadedSection>
  );
}

function isFirst(entry: HistoryEntry): boolean {
  return entry.previousLevel === null && entry.previousScore === null;
}

function changeOf(entry: HistoryEntry): string {
  return isFirst(entry)
    ? `First result: ${verdictWords(entry)}`
    : moveWords(
        { level: entry.previousLevel, score: entry.previousScore },
        entry,
      );
}

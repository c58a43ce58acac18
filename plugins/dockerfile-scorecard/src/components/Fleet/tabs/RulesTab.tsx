import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import type {
  FleetSummary,
  RuleInfo,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../api';
import { type RuleBook, useLoader } from '../../../data';
import { useQueryState } from '../../../navigation';
import { categoryName, levelName } from '../../../words';
import { LoadedSection, PlainTable, Prose, SeverityMark } from '../../parts';
import { firstPage } from '../fleetQuery';

const useStyles = makeStyles(theme => ({
  rule: {
    '& summary': { cursor: 'pointer' },
    '& p': { margin: theme.spacing(0.5, 0), maxWidth: 640 },
  },
  code: {
    margin: theme.spacing(0.5, 0),
    fontFamily: 'monospace',
    fontSize: '0.78rem',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
}));

/** Every rule with what it says, the level that needs it, and how many services fail it. */
export function RulesTab(props: { rules: RuleBook }) {
  const { rules } = props;
  const api = useApi(dockerfileScorecardApiRef);
  const { href } = useQueryState();
  const loaded = useLoader<FleetSummary>({
    key: 'rules',
    load: signal => api.getFleetSummary({ groupBy: 'rule' }, { signal }),
  });
  return (
    <LoadedSection title="Rules" loaded={loaded}>
      {({ items }) => {
        const failing = new Map(items.map(item => [item.key, item.services]));
        const amount = (rule: RuleInfo) => failing.get(rule.id) ?? 0;
        return (
          <PlainTable
            label="Rules"
            items={[...rules.all].sort((a, b) => amount(b) - amount(a))}
            keyOf={rule => rule.id}
            columns={[
              { label: 'Rule', cell: rule => <RuleText rule={rule} /> },
              {
                label: 'Severity',
                cell: rule => (
                  <>
                    <SeverityMark severity={rule.severity} /> {rule.severity}
                  </>
                ),
              },
              {
                label: 'Needed for',
                cell: rule => (rule.level ? levelName[rule.level] : 'no level'),
              },
              { label: 'Part', cell: rule => categoryName[rule.category] },
              {
                label: 'Services failing',
                cell: rule =>
                  amount(rule) > 0 ? (
                    <Link
                      to={href({
                        tab: undefined,
                        rule: [rule.id],
                        ...firstPage,
                      })}
                      underline="always"
                    >
                      {amount(rule).toLocaleString('en')}
                    </Link>
                  ) : (
                    '0'
                  ),
              },
            ]}
          />
        );
      }}
    </LoadedSection>
  );
}

function RuleText(props: { rule: RuleInfo }) {
  const { rule } = props;
  const classes = useStyles();
  return (
    <details className={classes.rule}>
      <summary>
        <Prose text={rule.title} /> ({rule.id})
      </summary>
      <p>
        <Prose text={rule.docs.what} />
      </p>
      <p>
        <Prose text={rule.docs.why} />
      </p>
      <p>Instead of</p>
      <pre className={classes.code}>{rule.docs.example}</pre>
      <p>write</p>
      <pre className={classes.code}>{rule.docs.instead}</pre>
    </details>
  );
}

import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  dockerfileScorecardWaiverApprovePermission,
  type Waiver,
  type WaiverList,
  type WaiverState,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../api';
import { type Loaded, type RuleBook, useLoader } from '../../../data';
import { useQueryState, useServiceTab } from '../../../navigation';
import {
  count,
  daysUntil,
  ENDING_SOON_DAYS,
  waiverStateName,
  waiverStateTone,
} from '../../../words';
import { LoadedSection, PlainTable, Prose, ToneChip } from '../../parts';
import {
  decisionsFor,
  People,
  useReader,
  WaiverActions,
  WaiverTerm,
} from '../../Waivers';
import { firstPage } from '../fleetQuery';

const SHOWN = 500;
const PAST_SHOWN = 50;
const PAST: WaiverState[] = ['rejected', 'revoked', 'expired'];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  columns: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  past: { '& summary': { cursor: 'pointer', fontSize: '0.875rem' } },
}));

function useWaivers(states: WaiverState[], limit: number) {
  const api = useApi(dockerfileScorecardApiRef);
  return useLoader<WaiverList>({
    key: states.join(),
    keepPrevious: true,
    load: signal => api.listWaivers({ waiverState: states, limit }, { signal }),
  });
}

/** The same answer with part of its waivers. */
function only(
  loaded: Loaded<WaiverList>,
  keep: (waiver: Waiver) => boolean,
): Loaded<Waiver[]> {
  return { ...loaded, value: loaded.value?.items.filter(keep) };
}

interface WaiversTabProps {
  rules: RuleBook;
  /** Called when one has been decided. */
  onDecided(): void;
}

/** What waits for a decision, what is in force and ends soon, and which rules are waived most. */
export function WaiversTab(props: WaiversTabProps) {
  const { rules } = props;
  const classes = useStyles();
  const open = useWaivers(['requested', 'approved'], SHOWN);
  const decided = () => {
    open.reload();
    props.onDecided();
  };
  const inForce = only(open, ({ state }) => state === 'approved');
  inForce.value?.sort((a, b) => a.until.localeCompare(b.until));
  const ending = inForce.value?.filter(
    ({ until }) => daysUntil(until) <= ENDING_SOON_DAYS,
  ).length;
  return (
    <div className={classes.root}>
      <LoadedSection
        title="Waiting for a decision"
        loaded={only(open, ({ state }) => state === 'requested')}
        empty={{
          when: items => items.length === 0,
          text: 'No request is waiting. Owners request a waiver at a finding on the Dockerfile tab of their service.',
        }}
      >
        {items => (
          <Waivers
            label="Requested waivers"
            items={items}
            rules={rules}
            onDecided={decided}
          />
        )}
      </LoadedSection>
      <div className={classes.columns}>
        <LoadedSection
          title={
            ending
              ? `In force, ${ending.toLocaleString(
                  'en',
                )} of them ending within ${ENDING_SOON_DAYS} days`
              : 'In force'
          }
          loaded={inForce}
          empty={{
            when: items => items.length === 0,
            text: 'No waiver of the portal is in force.',
          }}
        >
          {items => (
            <Waivers
              label="Waivers in force"
              items={items}
              rules={rules}
              onDecided={decided}
            />
          )}
        </LoadedSection>
        <WaivedRules open={open} rules={rules} />
      </div>
      <Past rules={rules} />
    </div>
  );
}

interface WaiversProps {
  label: string;
  items: readonly Waiver[];
  rules: RuleBook;
  onDecided(): void;
}

function Waivers(props: WaiversProps) {
  const { label, items, rules, onDecided } = props;
  const reader = useReader();
  return (
    <PlainTable
      label={label}
      items={items}
      keyOf={waiver => waiver.id}
      columns={[
        {
          label: 'Service',
          cell: waiver => <ServiceOf waiver={waiver} />,
        },
        {
          label: 'Rule',
          cell: waiver => <Prose text={rules.title(waiver.rule)} />,
        },
        { label: 'Reason', cell: waiver => waiver.reason },
        { label: 'Until', cell: waiver => <WaiverTerm waiver={waiver} /> },
        { label: 'People', cell: waiver => <People waiver={waiver} /> },
        {
          label: 'Decide',
          cell: waiver => (
            <Decide waiver={waiver} reader={reader} onDecided={onDecided} />
          ),
        },
      ]}
    />
  );
}

function ServiceOf(props: { waiver: Waiver }) {
  const { entityRef } = props.waiver;
  const tab = useServiceTab();
  return (
    <Link to={tab(entityRef)}>
      {entityRef.slice(entityRef.lastIndexOf('/') + 1)}
    </Link>
  );
}

interface DecideProps {
  waiver: Waiver;
  reader: string | undefined;
  onDecided(): void;
}

/** The backend decides for each service who may approve. */
function Decide(props: DecideProps) {
  const { waiver, reader } = props;
  const { allowed } = usePermission({
    permission: dockerfileScorecardWaiverApprovePermission,
    resourceRef: waiver.entityRef,
  });
  return (
    <WaiverActions
      waiver={waiver}
      decisions={decisionsFor(waiver, { ref: reader, mayApprove: allowed })}
      onDecided={props.onDecided}
    />
  );
}

function WaivedRules(props: { open: Loaded<WaiverList>; rules: RuleBook }) {
  const { open, rules } = props;
  const { href } = useQueryState();
  const byRule = new Map<string, number>();
  for (const { rule } of open.value?.items ?? [])
    byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  return (
    <LoadedSection
      title="By rule"
      loaded={{ ...open, value: open.value && [...byRule] }}
    >
      {items => (
        <>
          {items.length > 0 && (
            <PlainTable
              label="Waivers by rule"
              items={items.sort(([, a], [, b]) => b - a)}
              keyOf={([rule]) => rule}
              columns={[
                {
                  label: 'Rule',
                  cell: ([rule]) => <Prose text={rules.title(rule)} />,
                },
                {
                  label: 'Requested or in force',
                  cell: ([, amount]) => amount.toLocaleString('en'),
                },
              ]}
            />
          )}
          <p>
            <Link
              to={href({
                tab: undefined,
                ruleState: ['waived'],
                ...firstPage,
              })}
              underline="always"
            >
              Services with a waived rule
            </Link>
            , in the portal or by a comment in the Dockerfile.
          </p>
        </>
      )}
    </LoadedSection>
  );
}

/** Loaded when somebody wants to see them. */
function Past(props: { rules: RuleBook }) {
  const classes = useStyles();
  const [shown, setShown] = useState(false);
  return (
    <details
      className={classes.past}
      onToggle={event => setShown(event.currentTarget.open)}
    >
      <summary>Rejected, revoked and expired waivers</summary>
      {shown && <PastWaivers rules={props.rules} />}
    </details>
  );
}

function PastWaivers(props: { rules: RuleBook }) {
  const loaded = useWaivers(PAST, PAST_SHOWN);
  return (
    <LoadedSection
      title="No longer in force"
      loaded={loaded}
      empty={{
        when: ({ items }) => items.length === 0,
        text: 'There are none.',
      }}
    >
      {({ items, totalItems }) => (
        <>
          <PlainTable
            label="Waivers that are no longer in force"
            items={items}
            keyOf={waiver => waiver.id}
            columns={[
              {
                label: 'Service',
                cell: waiver => (
                  <EntityRefLink
                    entityRef={waiver.entityRef}
                    defaultKind="component"
                    hideIcon
                  />
                ),
              },
              {
                label: 'Rule',
                cell: waiver => <Prose text={props.rules.title(waiver.rule)} />,
              },
              {
                label: 'State',
                cell: waiver => (
                  <ToneChip tone={waiverStateTone[waiver.state]}>
                    {waiverStateName[waiver.state]}
                  </ToneChip>
                ),
              },
              { label: 'Until', cell: waiver => waiver.until },
              { label: 'People', cell: waiver => <People waiver={waiver} /> },
            ]}
          />
          {totalItems > items.length && (
            <p>{count(totalItems - items.length, 'older waiver')} not shown.</p>
          )}
        </>
      )}
    </LoadedSection>
  );
}

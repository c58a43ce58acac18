import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Scorecard,
  Waiver,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { waiverStateName, waiverStateTone } from '../../words';
import { LineLink, PlainTable, Prose, Section, ToneChip } from '../parts';
import { decisionsFor } from './decisionsFor';
import { useReader } from './useReader';
import { WaiverActions } from './WaiverActions';
import { WaiverTerm } from './WaiverTerm';
import { type FileWaiver, waiversInFiles } from './waiversInFiles';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1.5) },
  text: { margin: 0, fontSize: '0.875rem' },
}));

interface ServiceWaiversProps {
  scorecard: Scorecard;
  rules: RuleBook;
  onChanged(): void;
}

/** The waivers of a service: those asked for in the portal, and those that its Dockerfiles declare. */
export function ServiceWaivers(props: ServiceWaiversProps) {
  const { scorecard, rules, onChanged } = props;
  const classes = useStyles();
  const reader = useReader();
  const inFiles = waiversInFiles(scorecard);
  const { waivers, allowed } = scorecard;
  if (waivers.length === 0 && inFiles.length === 0) return null;
  const decisions = (waiver: Waiver) =>
    decisionsFor(waiver, { ref: reader, mayApprove: allowed.approveWaiver });
  return (
    <Section title="Waivers">
      <div className={classes.root}>
        {waivers.length > 0 && (
          <PlainTable
            label="Waivers requested in the portal"
            items={waivers}
            keyOf={waiver => waiver.id}
            columns={[
              {
                label: 'Rule',
                cell: waiver => <Prose text={rules.title(waiver.rule)} />,
              },
              {
                label: 'State',
                cell: waiver => (
                  <ToneChip tone={waiverStateTone[waiver.state]}>
                    {waiverStateName[waiver.state]}
                  </ToneChip>
                ),
              },
              {
                label: 'Until',
                cell: waiver => <WaiverTerm waiver={waiver} />,
              },
              { label: 'Reason', cell: waiver => waiver.reason },
              {
                label: 'People',
                cell: waiver => <People waiver={waiver} />,
              },
              {
                label: 'Decide',
                cell: waiver => (
                  <WaiverActions
                    waiver={waiver}
                    decisions={decisions(waiver)}
                    onDecided={onChanged}
                  />
                ),
              },
            ]}
          />
        )}
        {inFiles.length > 0 && (
          <PlainTable
            label="Waivers in the Dockerfiles"
            items={inFiles}
            keyOf={({ path, rule }) => `${path} ${rule}`}
            columns={[
              {
                label: 'Rule',
                cell: ({ rule }) => <Prose text={rules.title(rule)} />,
              },
              { label: 'Declared in', cell: waiver => <Place {...waiver} /> },
              {
                label: 'Reason',
                cell: ({ reason }) => reason && <Prose text={reason} />,
              },
            ]}
          />
        )}
      </div>
    </Section>
  );
}

function Place({ path, lines }: FileWaiver) {
  return (
    <>
      {path}
      {lines.map(line => (
        <span key={line}>
          {' · '}
          <LineLink line={line} />
        </span>
      ))}
    </>
  );
}

/** Who asked, and who decided with which words. */
export function People(props: { waiver: Waiver }) {
  const { requestedBy, decidedBy, comment, state } = props.waiver;
  return (
    <>
      Requested by{' '}
      <EntityRefLink entityRef={requestedBy} defaultKind="user" hideIcon />
      {decidedBy && (
        <>
          ,{' '}
          {waiverStateName[
            state === 'expired' ? 'approved' : state
          ].toLocaleLowerCase('en')}{' '}
          by <EntityRefLink entityRef={decidedBy} defaultKind="user" hideIcon />
        </>
      )}
      {comment && <>: “{comment}”</>}
    </>
  );
}

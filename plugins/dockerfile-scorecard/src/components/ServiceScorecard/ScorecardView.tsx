import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import type {
  DockerfileScorecard,
  Scorecard,
} from 'backstage-plugin-dockerfile-scorecard-common';
import {
  messageOf,
  useFixes,
  withFixes,
  type Rescan,
  type RuleBook,
} from '../../data';
import { useQueryState } from '../../navigation';
import { focusRing } from '../../theme';
import { LineNavigation, Notice } from '../parts';
import { chooseDockerfile } from './chooseDockerfile';
import { DockerfileChooser } from './DockerfileChooser';
import { DockerfileReport } from './DockerfileReport';
import { MissingPlace } from './MissingPlace';
import { RescanButton } from './RescanButton';
import { RewriteProposal } from './RewriteProposal';
import { ScorecardHeader } from './ScorecardHeader';
import { ServiceHistory } from './ServiceHistory';
import { StateNotice } from './StateNotice';
import { ChangeRequests } from '../ChangeRequest';
import { ServiceWaivers, WaiverDesk } from '../Waivers';

const useStyles = makeStyles(theme => ({
  root: {
    ...focusRing(theme),
    display: 'grid',
    fontFamily: theme.typography.fontFamily,
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
}));

interface ScorecardViewProps {
  scorecard: Scorecard;
  rules: RuleBook;
  rescan: Rescan;
  requestScan(): Promise<void>;
  reload(): Promise<void>;
  /** Why what is shown may be old. */
  refreshError?: Error;
}

/** A gold file has nothing to gain, and a file that cannot be judged cannot be rewritten. */
function mayBeRewritten({ evaluation }: DockerfileScorecard): boolean {
  return evaluation.kind === 'judged' && evaluation.level !== 'gold';
}

/** The scorecard of one service, whatever its state. */
export function ScorecardView(props: ScorecardViewProps) {
  const { scorecard, rules, refreshError } = props;
  const classes = useStyles();
  const { query, href } = useQueryState();
  const { key: jump } = useLocation();
  const fixes = useFixes(scorecard);
  const chosen = chooseDockerfile(
    scorecard.dockerfiles,
    query.get('dockerfile'),
  );
  const dockerfile = useMemo(
    () => chosen && withFixes(chosen, fixes),
    [chosen, fixes],
  );
  const path = dockerfile?.path;
  const line = Number(query.get('line')) || undefined;
  const navigation = useMemo(
    () => ({
      line,
      jump,
      href: (to: number) => href({ dockerfile: path, line: String(to) }),
    }),
    [line, jump, href, path],
  );
  // a scan of a service that is excluded would be refused
  const button = scorecard.state !== 'excluded' && (
    <RescanButton
      scorecard={scorecard}
      rescan={props.rescan}
      requestScan={props.requestScan}
    />
  );
  return (
    <LineNavigation value={navigation}>
      <div className={classes.root} data-testid="dockerfile-scorecard">
        {refreshError && (
          <Notice tone="warning" title="This page could not be refreshed">
            <p>{messageOf(refreshError)}</p>
          </Notice>
        )}
        <StateNotice
          scorecard={scorecard}
          actions={dockerfile ? undefined : button}
        />
        {dockerfile && (
          <>
            <MissingPlace
              dockerfile={dockerfile}
              path={query.get('dockerfile')}
              line={line}
            />
            {scorecard.dockerfiles.length > 1 && (
              <DockerfileChooser
                dockerfiles={scorecard.dockerfiles}
                level={scorecard.level}
                chosen={dockerfile}
              />
            )}
            <ScorecardHeader
              scorecard={scorecard}
              evaluation={dockerfile.evaluation}
              rules={rules}
              actions={button}
            />
            <WaiverDesk
              scorecard={scorecard}
              rules={rules}
              onChanged={props.reload}
            >
              <ChangeRequests
                entityRef={scorecard.entityRef}
                dockerfile={dockerfile}
              >
                <DockerfileReport
                  key={`${dockerfile.path}:${dockerfile.evaluation.contentHash}`}
                  dockerfile={dockerfile}
                  rules={rules}
                />
                {mayBeRewritten(dockerfile) && (
                  <RewriteProposal
                    key={`rewrite ${dockerfile.path}:${dockerfile.evaluation.contentHash}`}
                    entityRef={scorecard.entityRef}
                    dockerfile={dockerfile}
                  />
                )}
              </ChangeRequests>
            </WaiverDesk>
            <ServiceWaivers
              scorecard={scorecard}
              rules={rules}
              onChanged={props.reload}
            />
            <ServiceHistory
              entityRef={scorecard.entityRef}
              scannedAt={scorecard.scannedAt}
              rules={rules}
            />
          </>
        )}
      </div>
    </LineNavigation>
  );
}

import type { ReactNode } from 'react';
import LinearProgress from '@material-ui/core/LinearProgress';
import { Link } from '@backstage/core-components';
import type { Scorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { ago } from '../../words';
import { Notice } from '../parts';

interface StateNoticeProps {
  scorecard: Scorecard;
  actions?: ReactNode;
}

/** Says where a service stands that has no fresh result. */
export function StateNotice(props: StateNoticeProps) {
  const { scorecard, actions } = props;
  switch (scorecard.state) {
    case 'pending':
      return (
        <Notice
          tone="info"
          title="Waiting for its first scan"
          actions={actions}
        >
          <p>
            Its Dockerfiles have not been read yet. This page shows the result
            by itself as soon as it is there.
          </p>
          <LinearProgress aria-label="Waiting for the scan" />
        </Notice>
      );
    case 'no-dockerfile':
      return (
        <Notice tone="neutral" title="No Dockerfile found" actions={actions}>
          <p>
            That is right for a library or a website without an image of its
            own. If this service ships as an image: files named Dockerfile,
            Dockerfile.*, *.Dockerfile or Containerfile below the source
            location of the service are read; others are named in the annotation{' '}
            <code>dockerfile-scorecard/paths</code>.
          </p>
          <p>
            <Link to="/create">Start from a template</Link> whose image builds,
            runs and scores Gold on its first day.
          </p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" title="It could not be scanned" actions={actions}>
          <p>{scorecard.reason ?? 'The reason is not known.'}</p>
        </Notice>
      );
    case 'excluded':
      return (
        <Notice tone="neutral" title="Excluded from scanning" actions={actions}>
          <p>
            {scorecard.reason ??
              'The entity or the configuration of the portal says so.'}
          </p>
        </Notice>
      );
    default:
      return scorecard.stale ? (
        <Notice
          tone="warning"
          title={
            scorecard.scannedAt
              ? `The newest scan failed. What you see was scanned ${ago(
                  scorecard.scannedAt,
                )}.`
              : 'The newest scan failed. What you see is older.'
          }
          actions={actions}
        >
          {scorecard.reason && <p>{scorecard.reason}</p>}
        </Notice>
      ) : null;
  }
}

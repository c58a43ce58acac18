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
            If this service is a library or a website without an image of its
            own, nothing has to be done. If it ships as an image, add a
            Dockerfile below the source location of the service. A file with
            another name than Dockerfile, Dockerfile.*, *.Dockerfile or
            Containerfile is read if the annotation{' '}
            <code>dockerfile-scorecard/paths</code> names it.
          </p>
          <p>
            To create a new service with a Dockerfile,{' '}
            <Link to="/create" underline="always">
              choose a template
            </Link>
            .
          </p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" title="The scan failed" actions={actions}>
          <p>{scorecard.reason ?? 'The reason is not known.'}</p>
          <p>
            If the reason is about hosts, tokens or settings of this portal,
            only the team that runs the portal can change that.
          </p>
        </Notice>
      );
    case 'excluded':
      return (
        <Notice tone="neutral" title="Excluded from scanning" actions={actions}>
          <p>
            {scorecard.reason ??
              'The entity or the configuration of the portal says so.'}
          </p>
          <p>
            To have it scanned, remove the annotation{' '}
            <code>dockerfile-scorecard/exclude</code> from its
            catalog-info.yaml. If it has none, the configuration of this portal
            excludes it.
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

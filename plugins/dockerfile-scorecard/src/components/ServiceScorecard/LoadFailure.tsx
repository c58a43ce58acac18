import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { failureOf, messageOf } from '../../data';
import { Notice } from '../parts';

interface LoadFailureProps {
  error: Error;
  retry(): void;
}

/** Says why the scorecard cannot be shown. */
export function LoadFailure(props: LoadFailureProps) {
  const again = (
    <Button variant="outlined" color="primary" onClick={() => props.retry()}>
      Try again
    </Button>
  );
  switch (failureOf(props.error)) {
    case 'not-found':
      return (
        <Notice tone="info" title="Waiting for its first scan" actions={again}>
          <p>
            New services are taken from the catalog at intervals. This page
            shows the result as soon as there is one.
          </p>
          <LinearProgress aria-label="Waiting for the scan" />
          <p>
            If nothing happens for several minutes, the configuration of this
            portal may leave out services of this kind or type.
          </p>
        </Notice>
      );
    case 'not-allowed':
      return (
        <Notice
          tone="neutral"
          title="You do not have permission to see this scorecard"
        >
          <p>
            Everyone who can see a service in the catalog can see its scorecard.
            Ask the owner of the service or the team that runs this portal.
          </p>
        </Notice>
      );
    default:
      return (
        <Notice
          tone="bad"
          title="The scorecard could not be loaded"
          actions={again}
        >
          <p>{messageOf(props.error)}</p>
        </Notice>
      );
  }
}

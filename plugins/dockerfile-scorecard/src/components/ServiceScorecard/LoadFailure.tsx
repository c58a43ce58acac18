import Button from '@material-ui/core/Button';
import { ResponseErrorPanel } from '@backstage/core-components';
import { failureOf } from '../../data';
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
        <Notice tone="info" title="Not met by the scanner yet" actions={again}>
          <p>
            Services are taken over from the catalog at intervals. A new one
            shows up here after the next round; kinds and types of entities that
            the configuration leaves out never do.
          </p>
        </Notice>
      );
    case 'not-allowed':
      return (
        <Notice tone="neutral" title="You may not see this scorecard">
          <p>
            Who may see a service in the catalog may see its scorecard. Ask the
            owner of the service or the people who run this portal.
          </p>
        </Notice>
      );
    default:
      return (
        <>
          <ResponseErrorPanel
            error={props.error}
            title="The scorecard could not be loaded"
          />
          {again}
        </>
      );
  }
}

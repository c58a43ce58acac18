import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import { dockerfileScorecardApiRef } from '../../../api';
import { messageOf } from '../../../data';

interface ScanAgainProps {
  entityRef: string;
  onRequested(): void;
}

/** Asks for another scan of a service whose scan failed. */
export function ScanAgain(props: ScanAgainProps) {
  const { entityRef } = props;
  const api = useApi(dockerfileScorecardApiRef);
  const [state, setState] = useState<{ asked: boolean; words?: string }>({
    asked: false,
  });
  const ask = async () => {
    setState({ asked: true });
    try {
      await api.requestScan(parseEntityRef(entityRef));
      setState({ asked: true, words: 'Requested' });
      props.onRequested();
    } catch (error) {
      setState({ asked: false, words: messageOf(toError(error)) });
    }
  };
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        disabled={state.asked}
        aria-label={`Scan again: ${entityRef}`}
        onClick={ask}
      >
        Scan again
      </Button>
      <span role="status"> {state.words}</span>
    </>
  );
}

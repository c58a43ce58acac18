import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { dockerfileScorecardApiRef } from '../../api';
import { messageOf } from '../../data';
import { tones } from '../../theme';
import { type FleetQuery, scorecardFilters } from './fleetQuery';

const FILE_NAME = 'dockerfile-scorecards.csv';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  error: { color: tones(theme).bad.text, fontSize: '0.8125rem' },
}));

/** Hands a file to the browser, as if a link to it had been opened. */
function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Downloads every page of the services that the filters of the URL leave, in the order of the table, as CSV. */
export function ExportButton(props: { query: FleetQuery }) {
  const { query } = props;
  const classes = useStyles();
  const api = useApi(dockerfileScorecardApiRef);
  const [state, setState] = useState<{ running: boolean; error?: string }>({
    running: false,
  });
  const download = async () => {
    setState({ running: true });
    try {
      const { orderBy } = query;
      save(
        await api.exportScorecards({ ...scorecardFilters(query), orderBy }),
        FILE_NAME,
      );
      setState({ running: false });
    } catch (error) {
      setState({ running: false, error: messageOf(toError(error)) });
    }
  };
  return (
    <span className={classes.root}>
      {state.error && (
        <span className={classes.error} role="alert">
          The download failed: {state.error}
        </span>
      )}
      <Button size="small" disabled={state.running} onClick={download}>
        {state.running ? 'Preparing CSV' : 'Download CSV'}
      </Button>
    </span>
  );
}

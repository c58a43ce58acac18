import { useEffect } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { useSearchParams } from 'react-router-dom';
import { FleetContent, fleetTabName } from '../components/Fleet';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(3) },
}));

/** The fleet in the new frontend system, which brings the header but neither the landmark nor the title of the window. */
export function FleetPage() {
  const classes = useStyles();
  const [query] = useSearchParams();
  const tab = fleetTabName(query);
  const portal = useApi(configApiRef).getOptionalString('app.title');
  useEffect(() => {
    const before = document.title;
    document.title = [tab, 'Dockerfiles', portal ?? 'Backstage'].join(' | ');
    return () => {
      document.title = before;
    };
  }, [portal, tab]);
  return (
    <main className={classes.root}>
      <FleetContent />
    </main>
  );
}

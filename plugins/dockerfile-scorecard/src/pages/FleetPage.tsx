import { useEffect } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { FleetContent } from '../components/Fleet';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(3) },
}));

/** The fleet in the new frontend system, which brings the header but neither the landmark nor the title of the window. */
export function FleetPage() {
  const classes = useStyles();
  const portal = useApi(configApiRef).getOptionalString('app.title');
  useEffect(() => {
    const before = document.title;
    document.title = ['Dockerfiles', portal ?? 'Backstage'].join(' | ');
    return () => {
      document.title = before;
    };
  }, [portal]);
  return (
    <main className={classes.root}>
      <FleetContent />
    </main>
  );
}

import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { VisuallyHidden } from '../parts';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  columns: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1.55fr) minmax(0, 1fr)',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

/** The shape of the page while its content is on the way. */
export function Loading() {
  const classes = useStyles();
  return (
    <div className={classes.root} role="status" data-testid="scorecard-loading">
      <VisuallyHidden>Loading the scorecard</VisuallyHidden>
      <Skeleton variant="rect" height={72} />
      <Skeleton variant="rect" height={220} />
      <div className={classes.columns}>
        <Skeleton variant="rect" height={420} />
        <Skeleton variant="rect" height={420} />
      </div>
    </div>
  );
}

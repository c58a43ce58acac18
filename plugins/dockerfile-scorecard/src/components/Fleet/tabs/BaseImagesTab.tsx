import { makeStyles } from '@material-ui/core/styles';
import type { FleetQuery } from '../fleetQuery';
import { BanImages } from './BanImages';
import { ImageInventory } from './ImageInventory';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
}));

/** What the fleet is built on, what ends next, and who would be hit by a ban. */
export function BaseImagesTab(props: { query: FleetQuery }) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <ImageInventory query={props.query} />
      <BanImages query={props.query} />
    </div>
  );
}

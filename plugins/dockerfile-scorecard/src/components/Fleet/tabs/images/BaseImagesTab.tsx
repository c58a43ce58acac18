import { makeStyles } from '@material-ui/core/styles';
import type { FleetQuery } from '../../fleetQuery';
import { EndOfLifeTimeline } from './EndOfLifeTimeline';
import { ImageInventory } from './ImageInventory';
import { UnknownImages } from './UnknownImages';
import { WhatIf } from './WhatIf';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  columns: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

/** What the fleet is built on, what ends next, what is not known, and who would be hit by a ban. */
export function BaseImagesTab(props: { query: FleetQuery }) {
  const { query } = props;
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <WhatIf query={query} />
      <div className={classes.columns}>
        <EndOfLifeTimeline query={query} />
        <UnknownImages query={query} />
      </div>
      <ImageInventory query={query} />
    </div>
  );
}

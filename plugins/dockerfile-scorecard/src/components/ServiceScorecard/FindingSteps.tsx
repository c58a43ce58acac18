import type { RefObject } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { moveToFinding } from '../DockerfileView';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', gap: theme.spacing(0.5) },
  key: {
    marginLeft: theme.spacing(0.75),
    padding: '0 5px',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 3,
    font: 'inherit',
    textTransform: 'none',
  },
}));

/** The way from finding to finding, by button and by key. */
export function FindingSteps(props: { root: RefObject<HTMLElement> }) {
  const classes = useStyles();
  const go = (step: 1 | -1) => () => moveToFinding(props.root.current, step);
  return (
    <span className={classes.root}>
      <Button size="small" onClick={go(-1)} aria-keyshortcuts="p">
        Previous finding <kbd className={classes.key}>p</kbd>
      </Button>
      <Button size="small" onClick={go(1)} aria-keyshortcuts="n">
        Next finding <kbd className={classes.key}>n</kbd>
      </Button>
    </span>
  );
}

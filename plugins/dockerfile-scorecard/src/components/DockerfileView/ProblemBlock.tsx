import { makeStyles } from '@material-ui/core/styles';
import type { EvaluationProblem } from 'dockerfile-scorecard-engine';
import { tones } from '../../theme';
import { Prose } from '../parts';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(0.25, 1.5, 1, 7),
    padding: theme.spacing(0.75, 1.5),
    borderLeft: `3px solid ${tones(theme).bad.text}`,
    borderRadius: '0 6px 6px 0',
    background: tones(theme).bad.background,
    fontSize: '0.8125rem',
  },
}));

/** Below its line, what cannot be read in it. */
export function ProblemBlock(props: { problem: EvaluationProblem }) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Prose text={props.problem.message} />
    </div>
  );
}

import { makeStyles } from '@material-ui/core/styles';
import type { Evaluation } from 'backstage-plugin-dockerfile-scorecard-common';
import type {
  EvaluationProblem,
  NotJudgedReason,
} from 'dockerfile-scorecard-engine';
import { LineLink, Notice, Prose } from '../parts';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0, 0), paddingLeft: theme.spacing(2.5) },
}));

const obstacleTitles: Record<NotJudgedReason, string> = {
  template: 'A template, not a Dockerfile yet',
  'merge-conflict': 'Unresolved merge conflict',
  'not-text': 'Not a text file',
  'too-large': 'Too large to be judged',
};

/** What keeps the Dockerfile from being judged in part or at all. */
export function Problems(props: { evaluation: Evaluation }) {
  const { evaluation } = props;
  const { problems } = evaluation;
  const errors = problems.filter(problem => problem.severity === 'error');
  const others = problems.filter(problem => problem.severity !== 'error');
  return (
    <>
      {evaluation.kind === 'not-judged' && (
        <Notice tone="info" title={obstacleTitles[evaluation.reason]}>
          <p>
            <Prose text={evaluation.message} />
            {evaluation.range && (
              <>
                {' '}
                See <LineLink line={evaluation.range.start.line} />.
              </>
            )}
          </p>
        </Notice>
      )}
      {errors.length > 0 && (
        <Notice tone="bad" title="This Dockerfile cannot be read">
          <ProblemList problems={errors} />
        </Notice>
      )}
      {others.length > 0 && (
        <Notice tone="warning" title="Not everything in it could be understood">
          <ProblemList problems={others} />
        </Notice>
      )}
    </>
  );
}

function ProblemList(props: { problems: readonly EvaluationProblem[] }) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.problems.map(problem => (
        <li
          key={`${problem.code}:${problem.range?.start.line}:${problem.message}`}
        >
          {problem.range && (
            <>
              <LineLink line={problem.range.start.line} />:{' '}
            </>
          )}
          <Prose text={problem.message} />
        </li>
      ))}
    </ul>
  );
}

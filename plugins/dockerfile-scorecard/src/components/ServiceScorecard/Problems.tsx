import { makeStyles } from '@material-ui/core/styles';
import type { Evaluation } from 'backstage-plugin-dockerfile-scorecard-common';
import type { EvaluationProblem } from 'dockerfile-scorecard-engine';
import { LineLink, Notice, Prose } from '../parts';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0, 0), paddingLeft: theme.spacing(2.5) },
}));

/** What keeps the Dockerfile from being judged in part or at all. */
export function Problems(props: { evaluation: Evaluation }) {
  const { kind, problems } = props.evaluation;
  const errors = problems.filter(problem => problem.severity === 'error');
  const others = problems.filter(
    problem => problem.severity !== 'error' && problem.code !== 'template',
  );
  const [placeholder] = problems.filter(({ code }) => code === 'template');
  return (
    <>
      {kind === 'template' && (
        <Notice tone="info" title="A template, not a Dockerfile yet">
          <p>
            The text has to be rendered before an image can be built from it.
            What depends on the rendered text is unknown, and is neither held
            for nor against it.
            {placeholder?.range && (
              <>
                {' '}
                The first placeholder is in{' '}
                <LineLink line={placeholder.range.start.line} />.
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

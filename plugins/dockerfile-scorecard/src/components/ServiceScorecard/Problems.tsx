import { makeStyles } from '@material-ui/core/styles';
import type { Evaluation } from 'backstage-plugin-dockerfile-scorecard-common';
import type {
  EvaluationProblem,
  JudgedEvaluation,
  NotJudgedReason,
} from 'dockerfile-scorecard-engine';
import { count } from '../../words';
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
  const ofSettings = problems.filter(isOfSettings);
  const others = problems.filter(
    problem => problem.severity !== 'error' && !isOfSettings(problem),
  );
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
      {ofSettings.length > 0 && (
        <Notice
          tone="warning"
          title="Settings of this repository that do not hold"
        >
          <ProblemList problems={ofSettings} />
        </Notice>
      )}
      {evaluation.kind === 'judged' && (
        <OwnSettings settings={evaluation.settings} />
      )}
    </>
  );
}

function isOfSettings({ code }: EvaluationProblem): boolean {
  return code === 'repository-settings';
}

/** More names than these say less than their number. */
const MOST_NAMES = 5;

/** Which rules the repository makes count differently. */
function OwnSettings(props: { settings: JudgedEvaluation['settings'] }) {
  const { path = '', rules = {} } = props.settings ?? {};
  const names = Object.keys(rules);
  if (names.length === 0) return null;
  const shown = names.slice(0, MOST_NAMES).map(name => `\`${name}\``);
  const more = names.length - shown.length;
  return (
    <Notice tone="info" title="Settings of this repository">
      <p>
        <Prose
          text={`\`${path}\` changes how ${count(names.length, 'rule')} ${
            names.length === 1 ? 'counts' : 'count'
          } here: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`}
        />
      </p>
    </Notice>
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

import type { ReactNode } from 'react';
import Paper from '@material-ui/core/Paper';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Evaluation,
  Scorecard,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { ago, shortRevision } from '../../words';
import { LevelLadder, Score } from '../parts';
import { wayUp } from './wayUp';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5, 3),
    padding: theme.spacing(2),
  },
  words: {
    flex: '1 1 200px',
    minWidth: 0,
    fontSize: '0.875rem',
    '& p': { margin: 0 },
  },
  dim: { color: theme.palette.text.secondary },
}));

interface ScorecardHeaderProps {
  scorecard: Scorecard;
  evaluation: Evaluation;
  rules: RuleBook;
  actions: ReactNode;
}

/** Level, score, what is missing, and how fresh all this is. */
export function ScorecardHeader(props: ScorecardHeaderProps) {
  const { scorecard, evaluation, rules, actions } = props;
  const classes = useStyles();
  const { repository, revision, scannedAt } = scorecard;
  const version = revision && `revision ${shortRevision(revision)}`;
  return (
    <Paper className={classes.root}>
      {evaluation.kind === 'judged' && (
        <>
          <LevelLadder level={evaluation.level} />
          <Score score={evaluation.score} certainty={evaluation.certainty} />
        </>
      )}
      <div className={classes.words}>
        <p>{wayUp(evaluation, rules)}</p>
        <p className={classes.dim}>
          {version && <Version text={version} url={repository?.url} />}
          {version && scannedAt && ' · '}
          {scannedAt && (
            <time dateTime={scannedAt}>scanned {ago(scannedAt)}</time>
          )}
        </p>
      </div>
      {actions}
    </Paper>
  );
}

/** A link where a browser can open the repository; `file:` locations cannot be opened. */
function Version(props: { text: string; url?: string }) {
  const { text, url } = props;
  return url && /^https?:/.test(url) ? (
    <Link to={url} underline="always">
      {text}
    </Link>
  ) : (
    <>{text}</>
  );
}

import Typography from '@material-ui/core/Typography';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { Scorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { useServiceTab } from '../../navigation';
import { ago } from '../../words';
import { LevelLadder, Prose, SeverityMark } from '../parts';

const useStyles = makeStyles(theme => ({
  top: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  score: {
    fontSize: '1.5rem',
    fontWeight: 700,
    whiteSpace: 'nowrap',
    '& small': {
      fontSize: '0.8125rem',
      fontWeight: 400,
      color: theme.palette.text.secondary,
    },
  },
  first: { marginTop: theme.spacing(1), overflowWrap: 'anywhere' },
  age: { marginTop: theme.spacing(1) },
}));

/** What there is to say of a service, by its state. */
export function CardContent(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  switch (scorecard.state) {
    case 'pending':
      return <Words text="Waiting for its first scan." />;
    case 'no-dockerfile':
      return (
        <Words text="No Dockerfile found below its source location.">
          <Link to="/create" underline="always">
            Create a service from a template
          </Link>
        </Words>
      );
    case 'not-judged':
      return <Words text="Its Dockerfiles cannot be judged as they are." />;
    case 'failed':
      return (
        <Words
          text={`The scan failed: ${
            scorecard.reason ?? 'the reason is not known'
          }`}
        />
      );
    case 'excluded':
      return (
        <Words
          text={`Excluded from scanning${
            scorecard.reason ? `: ${scorecard.reason}` : '.'
          }`}
        />
      );
    default:
      return <Scored scorecard={scorecard} />;
  }
}

function Words(props: { text: string; children?: JSX.Element }) {
  return (
    <Typography variant="body2" component="div" role="status">
      {props.text} {props.children}
    </Typography>
  );
}

function Scored(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const classes = useStyles();
  const { firstFinding, scannedAt, stale } = scorecard;
  return (
    <>
      <div className={classes.top}>
        <LevelLadder level={scorecard.level} />
        <div className={classes.score}>
          {scorecard.score === null ? (
            <small>no score</small>
          ) : (
            <>
              {Math.round(scorecard.score)}
              <small> / 100</small>
            </>
          )}
        </div>
      </div>
      <Typography variant="body2" component="div" className={classes.first}>
        {firstFinding ? (
          <FirstThing scorecard={scorecard} />
        ) : (
          <>
            {scorecard.score === null
              ? 'It could not be judged.'
              : 'Nothing to fix.'}
          </>
        )}
      </Typography>
      {scannedAt && (
        <Typography
          variant="caption"
          color="textSecondary"
          component="div"
          className={classes.age}
        >
          {stale
            ? `The newest scan failed; this is from ${ago(scannedAt)}`
            : `Scanned ${ago(scannedAt)}`}
        </Typography>
      )}
    </>
  );
}

function FirstThing(props: { scorecard: Scorecard }) {
  const { entityRef, firstFinding, dockerfileCount } = props.scorecard;
  const tab = useServiceTab();
  if (!firstFinding) return null;
  const { path, line, severity, title } = firstFinding;
  return (
    <>
      Fix first: <SeverityMark severity={severity} />{' '}
      <Link to={tab(entityRef, { dockerfile: path, line })} underline="always">
        <Prose text={title} /> ·{' '}
        {dockerfileCount > 1 ? `${path}:${line}` : `line ${line}`}
      </Link>
    </>
  );
}

import { useId } from 'react';
import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import { makeStyles } from '@material-ui/core/styles';
import type { Scorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Rescan } from '../../data';
import { changeWords } from '../../words';
import { useSecondsUntil } from './useSecondsUntil';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-end',
    gap: 2,
  },
  words: {
    fontSize: '0.75rem',
    color: theme.palette.text.secondary,
    textAlign: 'right',
    maxWidth: 210,
    '&:empty': { display: 'none' },
  },
}));

function progressWords(scorecard: Scorecard, rescan: Rescan): string {
  const { scan } = scorecard;
  if (scan.status === 'running') return 'Scanning …';
  if (scan.status === 'queued') {
    return scan.position
      ? `Waiting for its turn, place ${scan.position}`
      : 'Waiting for its turn';
  }
  switch (rescan.phase) {
    case 'asking':
      return 'Asking for a scan …';
    case 'following':
      return 'Scanning …';
    case 'finished':
      return changeWords(rescan.before, rescan.after);
    case 'refused':
      return rescan.reason;
    default:
      return '';
  }
}

interface RescanButtonProps {
  scorecard: Scorecard;
  rescan: Rescan;
  requestScan(): Promise<void>;
}

/** Has the service scanned now, and says how that gets on and what it changed. */
export function RescanButton(props: RescanButtonProps) {
  const { scorecard, rescan, requestScan } = props;
  const classes = useStyles();
  const wordsId = useId();
  const wait = useSecondsUntil(
    rescan.phase === 'refused' ? rescan.again : undefined,
  );
  const busy =
    scorecard.scan.status !== 'idle' ||
    rescan.phase === 'asking' ||
    rescan.phase === 'following';
  const allowed = scorecard.allowed.rescan;
  return (
    <div className={classes.root}>
      <Button
        variant="outlined"
        color="primary"
        size="small"
        disabled={!allowed || busy || wait > 0}
        aria-describedby={wordsId}
        onClick={requestScan}
        startIcon={
          busy ? <CircularProgress size={14} color="inherit" /> : undefined
        }
      >
        {scorecard.scannedAt ? 'Rescan' : 'Scan now'}
      </Button>
      <div id={wordsId} className={classes.words}>
        <span role="status">
          {allowed || busy
            ? progressWords(scorecard, rescan)
            : 'You do not have permission to scan this service.'}
        </span>
        {/* outside of the status: nobody wants every second read aloud */}
        {wait > 0 && ` You can scan again in ${wait} s.`}
      </div>
    </div>
  );
}

import { useEffect, useId, useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import { makeStyles } from '@material-ui/core/styles';
import type { Scorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { levelName } from '../../words';

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
    maxWidth: 170,
    '&:empty': { display: 'none' },
  },
}));

type Phase = 'idle' | 'asked' | 'scanning' | 'done';

function progressWords(scorecard: Scorecard, phase: Phase): string {
  const { scan } = scorecard;
  if (scan.status === 'running') return 'Scanning …';
  if (scan.status === 'queued') {
    return scan.position
      ? `Waiting for its turn, place ${scan.position}`
      : 'Waiting for its turn';
  }
  if (phase === 'asked') return 'Asking for a scan …';
  if (phase !== 'done') return '';
  return scorecard.state === 'scored' && scorecard.score !== null
    ? `Scanned: ${levelName[scorecard.level]}, ${Math.round(
        scorecard.score,
      )} of 100`
    : 'Scanned';
}

interface RescanButtonProps {
  scorecard: Scorecard;
  rescan(): Promise<boolean>;
}

/** Has the service scanned now and says how that gets on. */
export function RescanButton(props: RescanButtonProps) {
  const { scorecard, rescan } = props;
  const classes = useStyles();
  const wordsId = useId();
  const [asking, setAsking] = useState(false);
  const [phase, setPhase] = useState<Phase>('idle');
  const asked = useRef(false);
  const scanning = scorecard.scan.status !== 'idle';

  useEffect(() => {
    if (scanning) setPhase('scanning');
    else setPhase(before => (before === 'scanning' ? 'done' : before));
  }, [scanning]);

  const ask = async () => {
    if (asked.current) return;
    asked.current = true;
    setAsking(true);
    setPhase('asked');
    const accepted = await rescan();
    asked.current = false;
    setAsking(false);
    // A quick scan is over before anyone sees it run.
    setPhase(before => {
      if (before !== 'asked') return before;
      return accepted ? 'done' : 'idle';
    });
  };

  const busy = asking || scanning;
  const allowed = scorecard.allowed.rescan;
  return (
    <div className={classes.root}>
      <Button
        variant="outlined"
        color="primary"
        size="small"
        disabled={!allowed || busy}
        aria-describedby={wordsId}
        onClick={ask}
        startIcon={
          busy ? <CircularProgress size={14} color="inherit" /> : undefined
        }
      >
        {scorecard.scannedAt ? 'Rescan' : 'Scan now'}
      </Button>
      <span id={wordsId} className={classes.words} role="status">
        {allowed || busy
          ? progressWords(scorecard, phase)
          : 'You may not start scans of this service'}
      </span>
    </div>
  );
}

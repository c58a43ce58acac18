import { type FormEvent, useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { DateTime } from 'luxon';
import { dockerfileScorecardApiRef } from '../../api';
import { messageOf } from '../../data';
import { tones } from '../../theme';
import { timeLeft, today, waiverProblems } from '../../words';
import { Notice, Prose } from '../parts';

const SUGGESTED_DAYS = 90;

const useStyles = makeStyles(theme => ({
  content: {
    display: 'grid',
    gap: theme.spacing(2),
    // the red of the theme does not read on white
    '& .MuiFormLabel-root.Mui-error, & .MuiFormHelperText-root.Mui-error': {
      color: tones(theme).bad.text,
    },
  },
  text: { margin: 0, fontSize: '0.875rem' },
}));

interface RequestWaiverProps {
  entityRef: string;
  rule: string;
  title: string;
  onClose(): void;
  onRequested(): void;
}

/** Asks for a waiver of one rule: why, and until when. */
export function RequestWaiver(props: RequestWaiverProps) {
  const { entityRef, rule, title } = props;
  const classes = useStyles();
  const id = useId();
  const api = useApi(dockerfileScorecardApiRef);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(() =>
    today(DateTime.now().plus({ days: SUGGESTED_DAYS })),
  );
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<Error>();
  const problems = waiverProblems({ reason, until });
  const shown = tried ? problems : {};
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    setSending(true);
    try {
      await api.requestWaiver({ entityRef, rule, reason, until });
      props.onRequested();
    } catch (refusal) {
      setError(toError(refusal));
      setSending(false);
    }
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={props.onClose}
      aria-labelledby={`${id}-title`}
    >
      <form onSubmit={send} noValidate data-testid="dockerfile-scorecard-form">
        <DialogTitle id={`${id}-title`}>Request a waiver</DialogTitle>
        <DialogContent className={classes.content}>
          <p className={classes.text}>
            <strong>
              <Prose text={title} />
            </strong>{' '}
            ({rule}). While an approved waiver is in force, this rule neither
            costs points nor holds back the level.
          </p>
          <TextField
            id={`${id}-reason`}
            label="Reason"
            required
            multiline
            minRows={3}
            fullWidth
            variant="outlined"
            value={reason}
            onChange={event => setReason(event.target.value)}
            error={shown.reason !== undefined}
            helperText={
              shown.reason ?? 'Who decides about it reads this. Name a ticket.'
            }
          />
          <TextField
            id={`${id}-until`}
            label="Last day"
            type="date"
            required
            variant="outlined"
            InputLabelProps={{ shrink: true }}
            inputProps={{ min: today() }}
            value={until}
            onChange={event => setUntil(event.target.value)}
            error={shown.until !== undefined}
            helperText={shown.until ?? (problems.until ? ' ' : timeLeft(until))}
          />
          {error && (
            <Notice tone="bad" title="The waiver was not requested">
              <p>{messageOf(error)}</p>
            </Notice>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            disabled={sending}
          >
            Send request
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

import { useEffect, useId, useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import type { Waiver } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../api';
import { messageOf } from '../../data';
import { tones } from '../../theme';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  },
  form: { display: 'grid', gap: theme.spacing(1), minWidth: 200 },
  error: { color: tones(theme).bad.text, fontSize: '0.8125rem' },
}));

export type Decision = 'approve' | 'reject' | 'revoke';

const verb: Record<Decision, string> = {
  approve: 'Approve',
  reject: 'Reject',
  revoke: 'Revoke',
};

interface WaiverActionsProps {
  waiver: Waiver;
  /** What this reader may decide about it. */
  decisions: readonly Decision[];
  onDecided(): void;
}

/** Decides about a waiver; to approve takes one click, the others ask for a word of explanation first. */
export function WaiverActions(props: WaiverActionsProps) {
  const { waiver, decisions, onDecided } = props;
  const classes = useStyles();
  const api = useApi(dockerfileScorecardApiRef);
  const [asking, setAsking] = useState<Decision>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  if (decisions.length === 0) return null;
  const decide = async (decision: Decision, comment?: string) => {
    setBusy(true);
    setError(undefined);
    try {
      await api.decideWaiver(waiver.id, decision, comment || undefined);
      setAsking(undefined);
      onDecided();
    } catch (refusal) {
      setError(toError(refusal));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {asking ? (
        <Comment
          decision={asking}
          busy={busy}
          onCancel={() => setAsking(undefined)}
          onSend={comment => decide(asking, comment)}
        />
      ) : (
        <span className={classes.root}>
          {decisions.map(decision => (
            <Button
              key={decision}
              size="small"
              variant="outlined"
              color={decision === 'approve' ? 'primary' : 'default'}
              disabled={busy}
              aria-label={`${verb[decision]} the waiver of ${waiver.rule} for ${waiver.entityRef}`}
              onClick={() =>
                decision === 'approve' ? decide(decision) : setAsking(decision)
              }
            >
              {verb[decision]}
            </Button>
          ))}
        </span>
      )}
      {error && (
        <div className={classes.error} role="alert">
          {messageOf(error)}
        </div>
      )}
    </>
  );
}

interface CommentProps {
  decision: Decision;
  busy: boolean;
  onCancel(): void;
  onSend(comment: string): void;
}

function Comment(props: CommentProps) {
  const { decision, busy } = props;
  const classes = useStyles();
  const id = useId();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // the button that had the focus is gone
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault();
        props.onSend(text.trim());
      }}
    >
      <TextField
        id={id}
        size="small"
        variant="outlined"
        label="Comment (optional)"
        inputRef={field}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <span className={classes.root}>
        <Button
          type="submit"
          size="small"
          variant="outlined"
          color="primary"
          disabled={busy}
        >
          {verb[decision]}
        </Button>
        <Button size="small" onClick={props.onCancel}>
          Cancel
        </Button>
      </span>
    </form>
  );
}

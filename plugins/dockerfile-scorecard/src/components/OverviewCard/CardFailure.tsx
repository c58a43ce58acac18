import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { type Failure, failureOf, messageOf } from '../../data';

const words: Record<Failure, string> = {
  'not-found': 'Waiting for its first scan.',
  'not-allowed': 'You do not have permission to see this scorecard.',
  other: 'The scorecard could not be loaded.',
};

interface CardFailureProps {
  error: Error;
  retry(): void;
}

/** Why the card has nothing to show. */
export function CardFailure(props: CardFailureProps) {
  const failure = failureOf(props.error);
  return (
    <Typography variant="body2" color="textSecondary" component="div">
      <span role="status">
        {words[failure]}
        {failure === 'other' && ` ${messageOf(props.error)}`}
      </span>{' '}
      {failure === 'other' && (
        <Button size="small" color="primary" onClick={() => props.retry()}>
          Try again
        </Button>
      )}
    </Typography>
  );
}

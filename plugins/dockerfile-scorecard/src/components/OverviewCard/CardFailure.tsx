import Typography from '@material-ui/core/Typography';
import { type Failure, failureOf } from '../../data';

const words: Record<Failure, string> = {
  'not-found': 'The scanner has not met this service yet.',
  'not-allowed': 'You may not see this scorecard.',
  other: 'The scorecard could not be loaded.',
};

/** Why the card has nothing to show. */
export function CardFailure(props: { error: Error }) {
  const failure = failureOf(props.error);
  return (
    <Typography variant="body2" color="textSecondary" role="status">
      {words[failure]}
      {failure === 'other' && ` ${props.error.message}`}
    </Typography>
  );
}

import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { timeLeft } from '../../words';
import { useWaiverDesk } from './WaiverDesk';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

/** At a finding: the waiver of its rule, or the way to ask for one. */
export function WaiverOfRule(props: { rule: string }) {
  const classes = useStyles();
  const desk = useWaiverDesk();
  const waiver = desk?.openWaiver(props.rule);
  const { request } = desk ?? {};
  if (waiver)
    return (
      <div className={classes.root}>
        {waiver.state === 'requested'
          ? `A waiver until ${waiver.until} is requested and waits for a decision.`
          : `Waived until ${waiver.until}, ${timeLeft(waiver.until)}.`}
      </div>
    );
  return request ? (
    <div className={classes.root}>
      <Button size="small" onClick={() => request(props.rule)}>
        Request a waiver
      </Button>
    </div>
  ) : null;
}

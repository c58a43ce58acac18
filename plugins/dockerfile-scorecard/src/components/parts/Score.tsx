import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    fontSize: '1.75rem',
    fontWeight: 700,
    lineHeight: 1,
    whiteSpace: 'nowrap',
    '& small': {
      fontSize: '0.8125rem',
      fontWeight: 400,
      color: theme.palette.text.secondary,
    },
  },
}));

/** `98 / 100, 83 % decided`. */
export function Score(props: {
  score: number | null;
  certainty?: number | null;
}) {
  const { certainty = 1 } = props;
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {props.score === null ? (
        <small>no score</small>
      ) : (
        <>
          {Math.round(props.score)}
          <small>
            {' '}
            / 100
            {certainty !== null &&
              certainty < 1 &&
              `, ${Math.round(certainty * 100)} % decided`}
          </small>
        </>
      )}
    </div>
  );
}

import type { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { type ToneName, tones } from '../../theme';

const useStyles = makeStyles<Theme, { tone: ToneName }>(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1.75, 2),
    borderRadius: theme.shape.borderRadius,
    border: '1px solid',
    borderLeftWidth: 5,
    borderColor: ({ tone }) => tones(theme)[tone].border,
    background: ({ tone }) => tones(theme)[tone].background,
    color: theme.palette.text.primary,
  },
  words: {
    flex: '1 1 320px',
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  title: {
    fontSize: '1rem',
    fontWeight: 700,
    margin: 0,
    color: ({ tone }) => tones(theme)[tone].text,
  },
  text: {
    fontSize: '0.875rem',
    '& p': { margin: theme.spacing(0.5, 0, 0) },
  },
}));

interface NoticeProps {
  tone: ToneName;
  title: string;
  children?: ReactNode;
  /** Buttons or links at the end. */
  actions?: ReactNode;
}

/** Something to know before reading on. */
export function Notice(props: NoticeProps) {
  const classes = useStyles({ tone: props.tone });
  return (
    <div className={classes.root} role="note">
      <div className={classes.words}>
        <Typography component="h2" className={classes.title}>
          {props.title}
        </Typography>
        <div className={classes.text}>{props.children}</div>
      </div>
      {props.actions && <div>{props.actions}</div>}
    </div>
  );
}

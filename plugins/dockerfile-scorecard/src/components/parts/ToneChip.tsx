import type { ReactNode } from 'react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { type ToneName, tones } from '../../theme';

const useStyles = makeStyles<Theme, { tone: ToneName }>(theme => ({
  root: {
    display: 'inline-block',
    padding: '1px 8px',
    borderRadius: 10,
    fontSize: '0.75rem',
    lineHeight: 1.5,
    fontWeight: 600,
    whiteSpace: 'nowrap',
    color: ({ tone }) => tones(theme)[tone].text,
    background: ({ tone }) => tones(theme)[tone].background,
  },
}));

interface ToneChipProps {
  tone: ToneName;
  title?: string;
  children: ReactNode;
}

/** A short word with a colour that agrees with it. */
export function ToneChip(props: ToneChipProps) {
  const classes = useStyles({ tone: props.tone });
  return (
    <span className={classes.root} title={props.title}>
      {props.children}
    </span>
  );
}

import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { type ToneName, tones } from '../../theme';
import { useLineNavigation } from './LineNavigation';

const useStyles = makeStyles<Theme, { tone?: ToneName }>(theme => ({
  plain: { whiteSpace: 'nowrap' },
  chip: {
    display: 'inline-block',
    padding: '1px 8px',
    borderRadius: 10,
    fontSize: '0.75rem',
    lineHeight: 1.5,
    fontWeight: 600,
    whiteSpace: 'nowrap',
    textDecoration: 'underline',
    textUnderlineOffset: 2,
    color: ({ tone }) => tone && tones(theme)[tone].text,
    background: ({ tone }) => tone && tones(theme)[tone].background,
    '&:hover': { filter: 'brightness(0.95)' },
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
}));

interface LineLinkProps {
  line: number;
  /** Shown as a chip of this tone. */
  tone?: ToneName;
  /** `line 9` unless told otherwise. */
  children?: ReactNode;
}

/** Jumps to a line of the Dockerfile on this page. */
export function LineLink(props: LineLinkProps) {
  const classes = useStyles({ tone: props.tone });
  const { href } = useLineNavigation();
  return (
    <Link
      to={href(props.line)}
      underline="always"
      className={props.tone ? classes.chip : classes.plain}
    >
      {props.children ?? `line ${props.line}`}
    </Link>
  );
}

import { memo, useEffect, useRef } from 'react';
import { Link } from 'react-router-dom';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type { Severity } from 'backstage-plugin-dockerfile-scorecard-common';
import { severityTone, tones } from '../../theme';
import { SeverityMark, VisuallyHidden } from '../parts';
import type { Token } from './highlight';
import { stepSign } from './lineOf';

const useStyles = makeStyles(theme => {
  const tone = tones(theme);
  return {
    root: {
      display: 'grid',
      gridTemplateColumns: '44px 40px minmax(0, 1fr)',
      fontFamily: 'monospace',
      fontSize: '0.8125rem',
      lineHeight: 1.7,
      scrollMarginTop: 96,
      '&:focus': { outline: 'none' },
    },
    traced: { background: `${tone.info.background}99` },
    selected: {
      background: tone.info.background,
      boxShadow: `inset 3px 0 0 ${tone.info.text}`,
    },
    number: {
      textAlign: 'right',
      paddingRight: theme.spacing(1),
      userSelect: 'none',
      color: tone.neutral.text,
    },
    marks: { userSelect: 'none', whiteSpace: 'nowrap', color: tone.info.text },
    code: {
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      minHeight: '1.7em',
    },
    keyword: {
      fontWeight: 600,
      color: theme.palette.type === 'dark' ? '#d9b8f5' : '#6f3592',
    },
    string: { color: theme.palette.type === 'dark' ? '#a9d0ff' : '#1f5f88' },
    variable: { color: theme.palette.type === 'dark' ? '#f3c29c' : '#84471f' },
    flag: { color: theme.palette.type === 'dark' ? '#a3e2bb' : '#17603a' },
    comment: { color: theme.palette.text.secondary, fontStyle: 'italic' },
    text: {},
  };
});

interface CodeLineProps {
  number: number;
  tokens: readonly Token[];
  /** Severity of the worst finding that begins on this line. */
  worst?: Severity;
  /** Steps of the trace on show that touch this line, from 1. */
  steps?: readonly number[];
  /** Changes with every jump to this line; undefined while another one is chosen. */
  jump?: string;
  /** Address of this line. */
  href: string;
}

function Line(props: CodeLineProps) {
  const { number, tokens, worst, steps, jump, href } = props;
  const classes = useStyles();
  const theme = useTheme();
  const selected = jump !== undefined;
  const row = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (jump === undefined || !row.current) return;
    const still = window.matchMedia?.(
      '(prefers-reduced-motion: reduce)',
    ).matches;
    row.current.scrollIntoView?.({
      block: 'center',
      behavior: still ? 'auto' : 'smooth',
    });
    row.current.focus({ preventScroll: true });
  }, [jump]);

  const look = [
    classes.root,
    steps && classes.traced,
    selected && classes.selected,
  ];
  return (
    <div
      ref={row}
      className={look.filter(Boolean).join(' ')}
      style={
        worst && !selected && !steps
          ? { background: `${tones(theme)[severityTone(worst)].background}66` }
          : undefined
      }
      tabIndex={-1}
      aria-current={selected ? 'location' : undefined}
      data-line={number}
    >
      <Link
        to={href}
        className={classes.number}
        aria-label={`Line ${number}`}
        tabIndex={-1}
      >
        {number}
      </Link>
      <span className={classes.marks}>
        {steps?.map(step => (
          <span key={step} title={`Step ${step} of the trace`}>
            <span aria-hidden>{stepSign(step)}</span>
            <VisuallyHidden>{`Step ${step} of the trace. `}</VisuallyHidden>
          </span>
        ))}
        {worst && <SeverityMark severity={worst} />}
      </span>
      <code className={classes.code}>
        {tokens.map((token, index) => (
          // Tokens of a line never move.
          // eslint-disable-next-line react/no-array-index-key
          <span key={index} className={classes[token.kind]}>
            {token.text}
          </span>
        ))}
      </code>
    </div>
  );
}

/** One line of the Dockerfile; drawn anew only when something of it changes. */
export const CodeLine = memo(Line);

import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { tones } from '../../theme';
import { VisuallyHidden } from '../parts';
import { type DiffLine, hunks, lineDiff } from './lineDiff';

const useStyles = makeStyles(theme => ({
  diff: {
    margin: theme.spacing(0.5, 0, 1),
    padding: theme.spacing(1, 0),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
    fontFamily: 'monospace',
    fontSize: '0.78rem',
    lineHeight: 1.6,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  line: {
    display: 'block',
    padding: theme.spacing(0, 1),
  },
  same: { color: theme.palette.text.secondary },
  removed: {
    color: tones(theme).bad.text,
    background: tones(theme).bad.background,
  },
  added: {
    color: tones(theme).good.text,
    background: tones(theme).good.background,
  },
}));

const sign = { same: ' ', removed: '-', added: '+' } as const;
const spoken = { same: '', removed: 'removed: ', added: 'added: ' } as const;

interface TextDiffProps {
  label: string;
  before: string;
  after: string;
  /** Lines that stay, around those that change. */
  around?: number;
}

/** Removed and added lines; nothing where the texts are the same. */
export function TextDiff(props: TextDiffProps) {
  const { label, before, after, around = 0 } = props;
  const classes = useStyles();
  const groups = useMemo(
    () => hunks(lineDiff(before, after), around),
    [before, after, around],
  );
  if (groups.length === 0) return null;
  return (
    <pre className={classes.diff} aria-label={label}>
      {groups.map((group, index) => (
        <HunkLines
          key={`${group[0].before}:${group[0].after}`}
          lines={group}
          apart={index > 0}
          classes={classes}
        />
      ))}
    </pre>
  );
}

/** The whole text of a .dockerignore after a change. */
export function DockerignoreText(props: { label: string; text: string }) {
  const classes = useStyles();
  return (
    <pre className={classes.diff} aria-label={props.label}>
      <span className={`${classes.line} ${classes.same}`}>.dockerignore</span>
      {props.text
        .trimEnd()
        .split('\n')
        .map(line => (
          <span key={line} className={classes.line}>
            {line}
          </span>
        ))}
    </pre>
  );
}

/** Lines that another file gets at its end. */
export function AddedLines(props: { path: string; lines: readonly string[] }) {
  const { path, lines } = props;
  const classes = useStyles();
  return (
    <pre className={classes.diff} aria-label={`Added to ${path}`}>
      <span className={`${classes.line} ${classes.same}`}>{path}</span>
      {lines.map(line => (
        <span key={line} className={`${classes.line} ${classes.added}`}>
          <span aria-hidden>{sign.added} </span>
          <VisuallyHidden>{spoken.added}</VisuallyHidden>
          {line}
        </span>
      ))}
    </pre>
  );
}

interface HunkLinesProps {
  lines: readonly DiffLine[];
  apart: boolean;
  classes: ReturnType<typeof useStyles>;
}

function HunkLines(props: HunkLinesProps) {
  const { lines, apart, classes } = props;
  return (
    <>
      {apart && (
        <span className={`${classes.line} ${classes.same}`} aria-hidden>
          …
        </span>
      )}
      {lines.map(line => (
        <span
          key={`${line.kind}:${line.before}:${line.after}`}
          className={`${classes.line} ${classes[line.kind]}`}
        >
          <span aria-hidden>{sign[line.kind]} </span>
          <VisuallyHidden>{spoken[line.kind]}</VisuallyHidden>
          {line.text}
        </span>
      ))}
    </>
  );
}

import { type MouseEvent, useId } from 'react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type { Finding } from 'backstage-plugin-dockerfile-scorecard-common';
import { severityTone, tones } from '../../theme';
import { shortDay } from '../../words';
import { LineLink, Prose } from '../parts';
import { WaiverOfRule } from '../Waivers';
import { FixDiff } from './FixDiff';

// colours are set on the element: a sheet of its own for each finding takes seconds where there are hundreds
const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(0.25, 1.5, 1, 7),
    borderLeft: '3px solid',
    borderRadius: '0 6px 6px 0',
    // not laid out before it comes into view
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 38px',
    color: theme.palette.text.primary,
    fontSize: '0.8125rem',
    lineHeight: 1.5,
    [theme.breakpoints.down('xs')]: { marginLeft: theme.spacing(1) },
  },
  heading: { margin: 0, font: 'inherit' },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1),
    width: '100%',
    padding: theme.spacing(1, 1.5),
    border: 0,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
  },
  arrow: { width: '1em' },
  title: { fontWeight: 700 },
  meta: { fontSize: '0.75rem' },
  body: { padding: theme.spacing(0, 1.5, 1.5, 3.75), overflowWrap: 'anywhere' },
  steps: {
    margin: theme.spacing(0.75, 0),
    paddingLeft: theme.spacing(2.5),
    '& li': { marginTop: 2 },
  },
}));

interface FindingBlockProps {
  path: string;
  text: string;
  finding: Finding;
  title: string;
  failingSince?: string;
  expanded: boolean;
  onToggle(): void;
  onPoint(finding: Finding | undefined): void;
}

/** A page that scrolls below a mouse at rest sends events as well. */
function hasMoved({ movementX, movementY }: MouseEvent): boolean {
  return movementX !== 0 || movementY !== 0;
}

/** A finding below its line: what is wrong, why, and how to fix it. */
export function FindingBlock(props: FindingBlockProps) {
  const { finding, title, failingSince, expanded } = props;
  const classes = useStyles();
  const tone = tones(useTheme())[severityTone(finding.severity)];
  const bodyId = useId();
  return (
    <div
      className={classes.root}
      style={{ borderColor: tone.text, background: tone.background }}
      onMouseMove={event => hasMoved(event) && props.onPoint(finding)}
      onMouseLeave={event => hasMoved(event) && props.onPoint(undefined)}
      onFocus={() => props.onPoint(finding)}
      onBlur={() => props.onPoint(undefined)}
    >
      <h3 className={classes.heading}>
        <button
          type="button"
          data-finding
          className={classes.head}
          aria-expanded={expanded}
          aria-controls={expanded ? bodyId : undefined}
          onClick={props.onToggle}
        >
          <span aria-hidden className={classes.arrow}>
            {expanded ? '▾' : '▸'}
          </span>
          <span className={classes.title}>
            <Prose text={title} />
          </span>
          <span className={classes.meta} style={{ color: tone.text }}>
            {finding.severity} · {finding.rule}
            {failingSince && ` · since ${shortDay(failingSince)}`}
          </span>
        </button>
      </h3>
      {expanded && (
        <div id={bodyId} className={classes.body}>
          <div>
            <Prose text={finding.message} />
          </div>
          {finding.trace.length > 0 && (
            <ol className={classes.steps} aria-label="How it comes about">
              {finding.trace.map(step => (
                <li key={`${step.range.start.line}:${step.note}`}>
                  <LineLink line={step.range.start.line} />:{' '}
                  <Prose text={step.note} />
                </li>
              ))}
            </ol>
          )}
          {finding.fixes.map(fix => (
            <FixDiff
              key={fix.title}
              path={props.path}
              text={props.text}
              fix={fix}
              rule={finding.rule}
            />
          ))}
          <WaiverOfRule rule={finding.rule} />
        </div>
      )}
    </div>
  );
}

import { useMemo } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Fix } from 'dockerfile-scorecard-engine';
import { tones } from '../../theme';
import { plainText, Prose, VisuallyHidden } from '../parts';
import { applyEdits } from './applyEdits';
import { type DiffLine, hunks, lineDiff, unifiedDiff } from './lineDiff';
import { MASK } from './mask';
import { useCopy } from './useCopy';
import { usePlayground } from '../../navigation';
import { LinkButton } from '@backstage/core-components';

const useStyles = makeStyles(theme => ({
  title: {
    fontSize: '0.8125rem',
    fontWeight: 600,
    marginTop: theme.spacing(1),
  },
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
  reason: {
    margin: theme.spacing(0, 0, 1),
    fontSize: '0.8125rem',
    color: theme.palette.text.primary,
  },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontSize: '0.8125rem',
  },
}));

const sign = { same: ' ', removed: '-', added: '+' } as const;
const spoken = { same: '', removed: 'removed: ', added: 'added: ' } as const;

interface FixDiffProps {
  path: string;
  text: string;
  fix: Fix;
}

/** A fix as removed and added lines, ready to be copied. */
export function FixDiff(props: FixDiffProps) {
  const { path, text, fix } = props;
  const classes = useStyles();
  const [copied, copy] = useCopy();
  const fixed = useMemo(() => applyEdits(text, fix.edits), [text, fix]);
  const groups = useMemo(() => hunks(lineDiff(text, fixed), 0), [text, fixed]);
  const isMasked = fixed.includes(MASK);
  const playground = usePlayground()(fixed);
  return (
    <div>
      <Typography className={classes.title}>
        Fix: <Prose text={fix.title} />
      </Typography>
      {groups.length > 0 && (
        <pre
          className={classes.diff}
          aria-label={`Fix: ${plainText(fix.title)}`}
        >
          {groups.map((group, index) => (
            <HunkLines
              key={`${group[0].before}:${group[0].after}`}
              lines={group}
              apart={index > 0}
              classes={classes}
            />
          ))}
        </pre>
      )}
      {fix.dockerignore !== undefined && (
        <pre className={classes.diff} aria-label=".dockerignore after the fix">
          <span className={`${classes.line} ${classes.same}`}>
            .dockerignore
          </span>
          {fix.dockerignore
            .trimEnd()
            .split('\n')
            .map(line => (
              <span key={line} className={classes.line}>
                {line}
              </span>
            ))}
        </pre>
      )}
      <p className={classes.reason}>
        {fix.safety === 'review' && <strong>Review it. </strong>}
        {fix.reason && <Prose text={fix.reason} />}
      </p>
      <div className={classes.actions}>
        {isMasked && (
          <span>It cannot be copied: a secret is masked in it.</span>
        )}
        {fix.dockerignore !== undefined && (
          <CopyButton
            label="Copy .dockerignore"
            onClick={() => copy('ignore', fix.dockerignore ?? '')}
          />
        )}
        {groups.length > 0 && !isMasked && (
          <>
            <CopyButton
              label="Copy as patch"
              onClick={() => copy('patch', unifiedDiff(path, text, fixed))}
            />
            <CopyButton
              label="Copy whole Dockerfile"
              onClick={() => copy('file', fixed)}
            />
            {playground && (
              <LinkButton size="small" to={playground}>
                Try in the playground
              </LinkButton>
            )}
          </>
        )}
        <span role="status">
          {copied === 'patch' && 'Patch copied: apply it with git apply'}
          {copied === 'file' && 'Fixed Dockerfile copied'}
          {copied === 'ignore' && '.dockerignore copied'}
        </span>
      </div>
    </div>
  );
}

function CopyButton(props: { label: string; onClick(): void }) {
  return (
    <Button
      size="small"
      variant="outlined"
      color="primary"
      onClick={props.onClick}
    >
      {props.label}
    </Button>
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

import { useMemo } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Fix } from 'dockerfile-scorecard-engine';
import { plainText, Prose } from '../parts';
import { applyEdits } from './applyEdits';
import { unifiedDiff } from './lineDiff';
import { MASK } from './mask';
import { AddedLines, DockerignoreText, TextDiff } from './TextDiff';
import { useCopy } from './useCopy';
import { useChangeRequest } from '../ChangeRequest';
import { usePlayground } from '../../navigation';
import { LinkButton } from '@backstage/core-components';

const useStyles = makeStyles(theme => ({
  title: {
    fontSize: '0.8125rem',
    fontWeight: 600,
    marginTop: theme.spacing(1),
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

interface FixDiffProps {
  path: string;
  text: string;
  fix: Fix;
  /** The rule whose finding it ends. */
  rule: string;
}

/** A fix as removed and added lines, ready to be copied. */
export function FixDiff(props: FixDiffProps) {
  const { path, text, fix, rule } = props;
  const classes = useStyles();
  const [copied, copy] = useCopy();
  const fixed = useMemo(() => applyEdits(text, fix.edits), [text, fix]);
  const isMasked = fixed.includes(MASK);
  const playground = usePlayground()(fixed);
  const change = useChangeRequest()?.({ change: 'rule', rule });
  return (
    <div>
      <Typography className={classes.title}>
        Fix: <Prose text={fix.title} />
      </Typography>
      <TextDiff
        label={`Fix: ${plainText(fix.title)}`}
        before={text}
        after={fixed}
      />
      {fix.dockerignore !== undefined && (
        <DockerignoreText
          label=".dockerignore after the fix"
          text={fix.dockerignore}
        />
      )}
      {fix.additions?.map(addition => (
        <AddedLines key={addition.path} {...addition} />
      ))}
      <p className={classes.reason}>
        {fix.safety === 'review' && <strong>Review it. </strong>}
        {fix.reason && <Prose text={fix.reason} />}
      </p>
      <div className={classes.actions}>
        {isMasked && (
          <span>It cannot be copied: a secret is masked in it.</span>
        )}
        {change && (
          <LinkButton
            size="small"
            variant="contained"
            color="primary"
            to={change}
          >
            Open as a change request
          </LinkButton>
        )}
        {fix.dockerignore !== undefined && (
          <CopyButton
            label="Copy .dockerignore"
            onClick={() => copy('ignore', fix.dockerignore ?? '')}
          />
        )}
        {fixed !== text && !isMasked && (
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

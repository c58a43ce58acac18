import { makeStyles, useTheme } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { tones } from '../../theme';
import { bytes, supportWords } from '../../words';
import { useLineNavigation } from '../parts';
import { ArtifactBox } from './ArtifactBox';
import { artifactTop } from './edges';
import { COMMAND_HEIGHT, HEAD_HEIGHT } from './measures';
import type { StageNode } from './nodes';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'absolute',
    boxSizing: 'border-box',
    border: `1px solid ${tones(theme).neutral.border}`,
    borderRadius: 8,
    background: theme.palette.background.paper,
  },
  target: { border: `2px solid ${tones(theme).info.text}` },
  unused: { borderStyle: 'dashed' },
  head: {
    height: HEAD_HEIGHT,
    boxSizing: 'border-box',
    padding: theme.spacing(1, 1.5),
    overflow: 'hidden',
    fontSize: '0.8125rem',
    lineHeight: 1.45,
  },
  row: {
    display: 'flex',
    gap: theme.spacing(0.75),
    alignItems: 'baseline',
    whiteSpace: 'nowrap',
    minWidth: 0,
  },
  name: {
    margin: 0,
    font: 'inherit',
    fontWeight: 700,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  dim: {
    color: theme.palette.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    minWidth: 0,
  },
  fact: { flex: 'none' },
  wrap: { flexWrap: 'wrap', rowGap: 0 },
  command: {
    position: 'absolute',
    left: 12,
    right: 12,
    top: HEAD_HEIGHT,
    height: COMMAND_HEIGHT,
    boxSizing: 'border-box',
    padding: theme.spacing(0.75, 1.5),
    borderRadius: 6,
    border: '1px solid',
    fontSize: '0.8125rem',
    lineHeight: 1.4,
    '& > *': {
      display: 'block',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  },
  more: {
    position: 'absolute',
    left: 24,
    bottom: 6,
    fontSize: '0.75rem',
    color: theme.palette.text.secondary,
  },
}));

function userWords(user: string | undefined): string {
  if (user === undefined) return 'user unknown';
  return /^(root|0)(:|$)/.test(user) ? 'runs as root' : `runs as ${user}`;
}

interface StageBoxProps {
  node: StageNode;
  /** Name of the stage it is built FROM. */
  builtOn?: string;
  /** Why the command of the image cannot run. */
  cannotStart?: string;
}

/** One stage: what it is built on, what stands in it, and how it starts if it ships. */
export function StageBox(props: StageBoxProps) {
  const { node, builtOn, cannotStart } = props;
  const { stage } = node;
  const classes = useStyles();
  const theme = useTheme();
  const { href } = useLineNavigation();
  const palette = tones(theme);
  const base = stage.baseImage;
  const support = supportWords(base?.endOfLife);
  const baseText = builtOn
    ? `built on ${builtOn}`
    : base?.reference ?? 'base image unknown';
  const name = stage.name ?? `stage ${stage.index + 1}`;
  const commandTone = cannotStart ? palette.bad : palette.neutral;
  return (
    <div
      role="group"
      aria-label={
        stage.isTarget ? `Image that ships, stage ${name}` : `Stage ${name}`
      }
      className={[
        classes.root,
        stage.isTarget && classes.target,
        !stage.reachable && classes.unused,
      ]
        .filter(Boolean)
        .join(' ')}
      style={{
        left: node.x,
        top: node.y,
        width: node.width,
        height: node.height,
      }}
    >
      <div className={classes.head}>
        <div className={classes.row}>
          <h3
            className={`${classes.name} ${stage.isTarget ? classes.fact : ''}`}
            title={name}
          >
            <Link to={href(stage.startLine)} color="inherit">
              {stage.isTarget ? 'final image' : name}
            </Link>
          </h3>
          {stage.isTarget && stage.name && (
            <span className={classes.dim}>{stage.name}</span>
          )}
          {stage.isTarget && (
            <span className={`${classes.dim} ${classes.fact}`}>
              · {userWords(stage.user)}
            </span>
          )}
        </div>
        <div className={classes.row}>
          <span className={classes.dim} title={base?.unknown ?? baseText}>
            {baseText}
          </span>
          {base?.size && (
            <span className={`${classes.dim} ${classes.fact}`}>
              · {bytes(base.size.bytes)}
            </span>
          )}
          {support && (
            <span
              className={classes.fact}
              style={{ color: palette[support.tone].text }}
            >
              · {support.text.replace('supported ', '')}
            </span>
          )}
        </div>
      </div>
      {stage.command && !node.folded && (
        <div
          className={classes.command}
          style={{
            color: commandTone.text,
            borderColor: commandTone.border,
            borderStyle: cannotStart ? 'dashed' : 'solid',
          }}
        >
          <strong title={stage.command}>starts {stage.command}</strong>
          <span title={cannotStart}>
            {cannotStart ? `✕ ${cannotStart}` : 'the command of the image'}
          </span>
        </div>
      )}
      {node.artifacts.map((artifact, index) => (
        <ArtifactBox
          key={`${artifact.path}:${artifact.line}`}
          artifact={artifact}
          top={artifactTop(stage, index)}
        />
      ))}
      {node.hidden > 0 && (
        <span className={classes.more}>and {node.hidden} more</span>
      )}
    </div>
  );
}

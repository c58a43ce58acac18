import { Link } from '@backstage/core-components';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type { Artifact } from 'dockerfile-scorecard-engine';
import { type ToneName, tones } from '../../theme';
import { lightOf, useLineNavigation, useTraceLight } from '../parts';
import { ARTIFACT_HEIGHT } from './measures';

const look: Record<Artifact['fate'], { tone: ToneName; word: string }> = {
  ships: { tone: 'good', word: 'ships' },
  'left-behind': { tone: 'bad', word: 'left behind' },
  'build-only': { tone: 'neutral', word: 'only for the build' },
};

const useStyles = makeStyles(theme => ({
  root: {
    position: 'absolute',
    left: 12,
    right: 12,
    height: ARTIFACT_HEIGHT,
    boxSizing: 'border-box',
    padding: theme.spacing(0.75, 1.25),
    border: '1px solid',
    borderRadius: 6,
    fontSize: '0.78rem',
    lineHeight: 1.4,
    '&:hover': { textDecoration: 'none', filter: 'brightness(0.97)' },
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    '& > *': {
      display: 'block',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  },
}));

/** Something that stands in a stage; leads to the line that made it. */
export function ArtifactBox(props: { artifact: Artifact; top: number }) {
  const { artifact, top } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { href } = useLineNavigation();
  const light = lightOf(useTraceLight().lit, [artifact.line]);
  const { tone, word } = look[artifact.fate];
  const colours = tones(theme)[tone];
  return (
    <Link
      to={href(artifact.line)}
      className={classes.root}
      style={{
        top,
        color: colours.text,
        background: colours.background,
        borderColor: colours.border,
        borderStyle: artifact.fate === 'left-behind' ? 'dashed' : 'solid',
        boxShadow: light === 'on' ? `0 0 0 2px ${colours.text}` : undefined,
        opacity: light === 'off' ? 0.5 : undefined,
      }}
      title={`${artifact.path} (${artifact.label}): ${word}, made by line ${artifact.line}`}
    >
      <strong>{artifact.path}</strong>
      <span>
        {word} · {artifact.label}
      </span>
    </Link>
  );
}

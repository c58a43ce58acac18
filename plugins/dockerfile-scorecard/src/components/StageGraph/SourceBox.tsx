import { makeStyles } from '@material-ui/core/styles';
import { tones } from '../../theme';
import type { SourceNode } from './nodes';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'absolute',
    boxSizing: 'border-box',
    padding: theme.spacing(1, 1.5),
    borderRadius: 8,
    border: `1px solid ${tones(theme).neutral.border}`,
    background: tones(theme).neutral.background,
    color: tones(theme).neutral.text,
    fontSize: '0.8125rem',
    lineHeight: 1.5,
    '& > *': {
      display: 'block',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  },
  title: {
    margin: 0,
    font: 'inherit',
    fontWeight: 700,
    color: theme.palette.text.primary,
  },
}));

/** What is taken from the build context or from another image. */
export function SourceBox(props: { node: SourceNode }) {
  const { node } = props;
  const classes = useStyles();
  const [first, ...rest] = node.sources.map(source =>
    source === '.' || source === './' ? 'everything (.)' : source,
  );
  return (
    <div
      role="group"
      aria-label={node.title}
      className={classes.root}
      style={{
        left: node.x,
        top: node.y,
        width: node.width,
        height: node.height,
      }}
      title={node.sources.join('\n')}
    >
      <h3 className={classes.title}>{node.title}</h3>
      <span>{first}</span>
      {rest.length === 1 && <span>{rest[0]}</span>}
      {rest.length > 1 && <span>and {rest.length} more</span>}
    </div>
  );
}

import type { JudgedEvaluation } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Flow } from 'dockerfile-scorecard-engine';
import { makeStyles } from '@material-ui/core/styles';
import { VisuallyHidden } from '../parts';

function sourceWords(evaluation: JudgedEvaluation, from: Flow['from']): string {
  switch (from.kind) {
    case 'context':
      return 'the build context';
    case 'image':
      return `image ${from.reference}`;
    default:
      return stageWords(evaluation, from.stage);
  }
}

function stageWords(evaluation: JudgedEvaluation, index: number): string {
  const stage = evaluation.stages[index];
  if (stage?.isTarget) return 'the final image';
  return stage?.name ? `stage ${stage.name}` : `stage ${index + 1}`;
}

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    fontSize: '0.875rem',
    overflowWrap: 'anywhere',
    '& li + li': { marginTop: theme.spacing(0.5) },
  },
}));

interface FlowListProps {
  evaluation: JudgedEvaluation;
  /** For everybody, and not only for screen readers beside the graph. */
  visible?: boolean;
}

/** The arrows of the graph in words. */
export function FlowList(props: FlowListProps) {
  const { evaluation, visible = false } = props;
  const classes = useStyles();
  const moves = evaluation.flows.map(
    flow =>
      `Line ${flow.line}: ${flow.source} is ${flow.via} from ${sourceWords(
        evaluation,
        flow.from,
      )} to ${flow.destination} of ${stageWords(evaluation, flow.to)}.`,
  );
  const losses = evaluation.stages.flatMap(stage =>
    stage.artifacts
      .filter(artifact => artifact.fate === 'left-behind')
      .map(
        artifact =>
          `Nothing copies ${artifact.path} (${
            artifact.label
          }) out of ${stageWords(evaluation, stage.index)}.`,
      ),
  );
  const sentences = [...new Set([...moves, ...losses])];
  if (sentences.length === 0) return null;
  if (visible)
    return (
      <ul className={classes.list} aria-label="What flows into the image">
        {sentences.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    );
  return (
    <VisuallyHidden>
      {sentences.map(sentence => (
        <span key={sentence}>{sentence} </span>
      ))}
    </VisuallyHidden>
  );
}

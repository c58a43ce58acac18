import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { JudgedEvaluation } from 'backstage-plugin-dockerfile-scorecard-common';
import { tones } from '../../theme';
import { keepsFromStarting } from '../../words';
import { LineLink } from '../parts';
import { Arrows } from './Arrows';
import type { Edge } from './edges';
import { FlowList } from './FlowList';
import { layoutStages } from './layout';
import { SourceBox } from './SourceBox';
import { StageBox } from './StageBox';
import { useWidth } from './useWidth';

const useStyles = makeStyles(theme => ({
  scroll: {
    overflowX: 'auto',
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  canvas: { position: 'relative' },
  label: {
    position: 'absolute',
    transform: 'translate(-50%, -50%)',
    padding: '0 4px',
    fontSize: '0.75rem',
    lineHeight: 1.4,
    whiteSpace: 'nowrap',
    borderRadius: 4,
    background: theme.palette.background.paper,
    color: theme.palette.text.secondary,
  },
  lost: { color: tones(theme).bad.text, fontWeight: 600 },
}));

function startProblem(evaluation: JudgedEvaluation): string | undefined {
  const failing = evaluation.checks.find(
    check =>
      check.state === 'fail' &&
      keepsFromStarting(check.rule) &&
      check.findings.some(finding => finding.severity === 'critical'),
  );
  return failing && 'cannot start, see below';
}

/** A stage itself says what it is built on. */
function hasLabel(edge: Edge): boolean {
  return edge.via !== 'built-on';
}

const verb = {
  copied: '',
  mounted: 'mounted, ',
  'built-on': '',
} as const;

/** What the image that ships holds and where each thing came from. */
export function StageGraph(props: { evaluation: JudgedEvaluation }) {
  const { evaluation } = props;
  const classes = useStyles();
  const [frame, width] = useWidth<HTMLDivElement>();
  const layout = useMemo(
    () => layoutStages(evaluation, width),
    [evaluation, width],
  );
  const cannotStart = startProblem(evaluation);
  const nameOf = (index: number | undefined) =>
    index === undefined
      ? undefined
      : evaluation.stages[index]?.name ?? `stage ${index + 1}`;
  return (
    <>
      <div
        ref={frame}
        className={classes.scroll}
        role="region"
        aria-label="Stage graph"
        // Scrolls, so it has to be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div
          className={classes.canvas}
          style={{ width: layout.width, height: layout.height }}
        >
          <Arrows layout={layout} />
          {layout.nodes.map(node =>
            node.kind === 'stage' ? (
              <StageBox
                key={node.id}
                node={node}
                builtOn={nameOf(node.stage.fromStage)}
                cannotStart={node.stage.isTarget ? cannotStart : undefined}
              />
            ) : (
              <SourceBox key={node.id} node={node} />
            ),
          )}
          {layout.edges.filter(hasLabel).map(edge => (
            <span
              key={edge.id}
              className={classes.label}
              style={{ left: edge.label.x, top: edge.label.y }}
            >
              {verb[edge.via]}
              {[...new Set(edge.lines)].map((line, index) => (
                <span key={line}>
                  {index > 0 && ', '}
                  <LineLink line={line} />
                </span>
              ))}
            </span>
          ))}
          {layout.losses.map(loss => (
            <span
              key={loss.id}
              aria-hidden
              className={`${classes.label} ${classes.lost}`}
              style={{ left: loss.label.x, top: loss.label.y }}
            >
              nothing copies it
            </span>
          ))}
        </div>
      </div>
      <FlowList evaluation={evaluation} />
    </>
  );
}

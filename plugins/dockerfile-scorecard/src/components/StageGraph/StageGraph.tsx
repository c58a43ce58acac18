import { useEffect, useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { JudgedEvaluation } from 'backstage-plugin-dockerfile-scorecard-common';
import { tones } from '../../theme';
import type { RuleBook } from '../../data';
import { count } from '../../words';
import { LineLink } from '../parts';
import { Arrows } from './Arrows';
import type { Edge } from './edges';
import { FlowList } from './FlowList';
import { layoutStages } from './layout';
import { SMALLEST_GRAPH } from './measures';
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
  unused: {
    position: 'absolute',
    left: 4,
    fontSize: '0.8125rem',
    color: theme.palette.text.secondary,
  },
  hint: {
    margin: theme.spacing(0.5, 0, 0),
    fontSize: '0.75rem',
    color: theme.palette.text.secondary,
  },
}));

function startProblem(
  evaluation: JudgedEvaluation,
  rules: RuleBook,
): string | undefined {
  const failing = evaluation.checks.find(
    check =>
      check.state === 'fail' &&
      rules.get(check.rule)?.consequence === 'does-not-start' &&
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

/** A graph, or sentences where a quarter of it would be seen. */
function partFor(width: number): 'graph' | 'sentences' {
  return width < SMALLEST_GRAPH ? 'sentences' : 'graph';
}

/** What the final image holds and where each thing came from. */
export function StageGraph(props: {
  evaluation: JudgedEvaluation;
  rules: RuleBook;
}) {
  const { evaluation } = props;
  const classes = useStyles();
  const [frame, width] = useWidth<HTMLDivElement>(partFor);
  const layout = useMemo(
    () => layoutStages(evaluation, width),
    [evaluation, width],
  );
  const overflows = layout.width > width;
  // the final image stands at the right end, and it is what people come for
  useEffect(() => {
    if (overflows && frame.current)
      frame.current.scrollLeft = frame.current.scrollWidth;
  }, [overflows, frame]);
  const cannotStart = startProblem(evaluation, props.rules);
  const nameOf = (index: number | undefined) =>
    index === undefined
      ? undefined
      : evaluation.stages[index]?.name ?? `stage ${index + 1}`;
  if (partFor(width) === 'sentences')
    return (
      <div ref={frame}>
        <FlowList evaluation={evaluation} visible />
      </div>
    );
  const unused = layout.nodes.filter(
    node => node.kind === 'stage' && node.folded,
  ).length;
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
          {layout.unusedTop !== undefined && (
            <span
              className={classes.unused}
              style={{ top: layout.unusedTop + 8 }}
            >
              {count(unused, 'stage')} that nothing needs
            </span>
          )}
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
      {overflows && (
        <p className={classes.hint}>
          Scroll to the left to see where the files come from.
        </p>
      )}
      <FlowList evaluation={evaluation} />
    </>
  );
}

import type {
  Artifact,
  JudgedEvaluation,
  Flow,
  StageReport,
} from 'dockerfile-scorecard-engine';
import { columnsOf } from './columns';
import { type Edge, type Loss, routeEdges } from './edges';
import {
  ARTIFACT_HEIGHT,
  COLUMN_GAP,
  COMFORTABLE_STAGE_WIDTH,
  COMMAND_HEIGHT,
  HEAD_HEIGHT,
  LANE_HEIGHT,
  MARGIN,
  MAX_ARTIFACTS,
  MAX_STAGE_WIDTH,
  MIN_STAGE_WIDTH,
  NODE_GAP,
  ROW_GAP,
  SOURCE_HEIGHT,
  SOURCE_WIDTH,
  TIGHT_COLUMN_GAP,
  TIGHT_SOURCE_WIDTH,
  UNUSED_GAP,
  UNUSED_WIDTH,
} from './measures';
import {
  type GraphNode,
  sourceId,
  type SourceNode,
  type StageNode,
} from './nodes';

export interface GraphLayout {
  width: number;
  height: number;
  nodes: GraphNode[];
  /** Where the row of stages that nothing needs begins, if there are any. */
  unusedTop?: number;
  edges: Edge[];
  losses: Loss[];
}

const fateOrder = { 'left-behind': 0, ships: 1, 'build-only': 2 } as const;

/** Source that lies inside source of the same fate needs no box of its own. */
function withoutParts(artifacts: readonly Artifact[]): Artifact[] {
  return artifacts.filter(
    part =>
      !artifacts.some(
        whole =>
          whole.path !== part.path &&
          whole.kind === 'source' &&
          part.kind === 'source' &&
          whole.fate === part.fate &&
          part.path.startsWith(`${whole.path.replace(/\/+$/, '')}/`),
      ),
  );
}

function stageNode(stage: StageReport, width: number): StageNode {
  const ordered = withoutParts(stage.artifacts).sort(
    (a, b) => fateOrder[a.fate] - fateOrder[b.fate] || a.line - b.line,
  );
  const artifacts = ordered.slice(0, MAX_ARTIFACTS);
  const hidden = ordered.length - artifacts.length;
  const rows = artifacts.length * (ARTIFACT_HEIGHT + ROW_GAP);
  const command = stage.command ? COMMAND_HEIGHT + ROW_GAP : 0;
  return {
    kind: 'stage',
    id: `stage:${stage.index}`,
    stage,
    artifacts,
    hidden,
    folded: false,
    x: 0,
    y: 0,
    width,
    height: HEAD_HEIGHT + command + rows + (hidden > 0 ? 24 : 0) + ROW_GAP,
  };
}

function sourceNodes(flows: readonly Flow[]): SourceNode[] {
  const byId = new Map<string, SourceNode>();
  for (const flow of flows) {
    if (flow.from.kind === 'stage') continue;
    const id = sourceId(flow.from);
    const node = byId.get(id) ?? {
      kind: flow.from.kind,
      id,
      title:
        flow.from.kind === 'context' ? 'Build context' : flow.from.reference,
      sources: [],
      x: 0,
      y: 0,
      width: SOURCE_WIDTH,
      height: SOURCE_HEIGHT,
    };
    if (!node.sources.includes(flow.source)) node.sources.push(flow.source);
    byId.set(id, node);
  }
  return [...byId.values()].sort((a, b) => a.kind.localeCompare(b.kind));
}

/** What the columns of a graph take of its width. */
interface Widths {
  gap: number;
  source: number;
  stage: number;
}

/** Boxes are as wide as there is room; where there is little, gaps and sources give way before the stages do. */
function widthsFor(
  available: number,
  stageColumns: number,
  hasSources: boolean,
): Widths {
  const gaps = stageColumns - 1 + (hasSources ? 1 : 0);
  const stageWith = (gap: number, source: number) =>
    Math.floor(
      (available - 2 * MARGIN - gaps * gap - (hasSources ? source : 0)) /
        stageColumns,
    );
  const roomy = stageWith(COLUMN_GAP, SOURCE_WIDTH);
  if (roomy >= COMFORTABLE_STAGE_WIDTH) {
    return {
      gap: COLUMN_GAP,
      source: SOURCE_WIDTH,
      stage: Math.min(MAX_STAGE_WIDTH, roomy),
    };
  }
  return {
    gap: TIGHT_COLUMN_GAP,
    source: TIGHT_SOURCE_WIDTH,
    stage: Math.min(
      COMFORTABLE_STAGE_WIDTH,
      Math.max(
        MIN_STAGE_WIDTH,
        stageWith(TIGHT_COLUMN_GAP, TIGHT_SOURCE_WIDTH),
      ),
    ),
  };
}

/** Stages that nothing needs stand in rows of their own below the graph: they are not on the way to the image. */
function placeUnused(
  stages: readonly StageReport[],
  available: number,
  top: number,
): { nodes: StageNode[]; height: number } {
  const perRow = Math.max(
    1,
    Math.floor((available - 2 * MARGIN) / (UNUSED_WIDTH + NODE_GAP)),
  );
  const nodes = stages.map(
    (stage, index): StageNode => ({
      kind: 'stage',
      id: `stage:${stage.index}`,
      stage,
      artifacts: [],
      hidden: 0,
      folded: true,
      x: MARGIN + (index % perRow) * (UNUSED_WIDTH + NODE_GAP),
      y:
        top + UNUSED_GAP + Math.floor(index / perRow) * (HEAD_HEIGHT + ROW_GAP),
      width: UNUSED_WIDTH,
      height: HEAD_HEIGHT,
    }),
  );
  const rows = Math.ceil(stages.length / perRow);
  return {
    nodes,
    height: rows === 0 ? 0 : UNUSED_GAP + rows * (HEAD_HEIGHT + ROW_GAP),
  };
}

/** Places stages from left to right in the order in which files move, on a width that is at hand. */
export function layoutStages(
  evaluation: Pick<JudgedEvaluation, 'stages' | 'flows'>,
  available: number,
): GraphLayout {
  const needed = evaluation.stages.filter(
    stage => stage.reachable || stage.isTarget,
  );
  const unused = evaluation.stages.filter(stage => !needed.includes(stage));
  const isNeeded = new Set(needed.map(({ index }) => index));
  const flows = evaluation.flows.filter(
    ({ to, from }) =>
      isNeeded.has(to) && (from.kind !== 'stage' || isNeeded.has(from.stage)),
  );
  const columns = columnsOf(needed, flows);
  const sources = sourceNodes(flows);
  const stageColumns = Math.max(1, ...columns.map(column => column + 1));
  const hasSources = sources.length > 0;
  const widths = widthsFor(available, stageColumns, hasSources);
  for (const source of sources) source.width = widths.source;

  const grid: GraphNode[][] = Array.from({ length: stageColumns }, () => []);
  needed.forEach((stage, index) =>
    grid[columns[index]].push(stageNode(stage, widths.stage)),
  );
  if (hasSources) grid.unshift(sources);

  const heights = grid.map(column =>
    column.reduce((sum, node) => sum + node.height + NODE_GAP, -NODE_GAP),
  );
  const inner = Math.max(...heights);
  let x = MARGIN;
  grid.forEach((column, index) => {
    let y = MARGIN + (inner - heights[index]) / 2;
    for (const node of column) {
      node.x = x;
      node.y = y;
      y += node.height + NODE_GAP;
    }
    x += (column[0]?.width ?? 0) + widths.gap;
  });

  const nodes = grid.flat();
  const bottom = MARGIN + inner;
  const { edges, losses, lanes } = routeEdges({
    nodes,
    columnOf: new Map(
      grid.flatMap((column, index) =>
        column.map(node => [node.id, index] as const),
      ),
    ),
    stages: needed,
    flows,
    bottom,
    laneHeight: LANE_HEIGHT,
  });
  const end = bottom + lanes * LANE_HEIGHT;
  const apart = placeUnused(unused, available, end);
  return {
    width: Math.max(
      x - widths.gap + MARGIN,
      ...apart.nodes.map(node => node.x + node.width + MARGIN),
    ),
    height: end + apart.height + MARGIN,
    nodes: [...nodes, ...apart.nodes],
    unusedTop: unused.length > 0 ? end : undefined,
    edges,
    losses,
  };
}

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

/** Places stages from left to right in the order in which files move, on a width that is at hand. */
export function layoutStages(
  evaluation: Pick<JudgedEvaluation, 'stages' | 'flows'>,
  available: number,
): GraphLayout {
  const { stages, flows } = evaluation;
  const columns = columnsOf(stages, flows);
  const sources = sourceNodes(flows);
  const stageColumns = Math.max(1, ...columns.map(column => column + 1));
  const hasSources = sources.length > 0;
  const gaps = stageColumns - 1 + (hasSources ? 1 : 0);
  const room =
    available -
    2 * MARGIN -
    gaps * COLUMN_GAP -
    (hasSources ? SOURCE_WIDTH : 0);
  const stageWidth = Math.min(
    MAX_STAGE_WIDTH,
    Math.max(MIN_STAGE_WIDTH, Math.floor(room / stageColumns)),
  );

  const grid: GraphNode[][] = Array.from({ length: stageColumns }, () => []);
  stages.forEach((stage, index) =>
    grid[columns[index]].push(stageNode(stage, stageWidth)),
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
    x += (column[0]?.width ?? 0) + COLUMN_GAP;
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
    stages,
    flows,
    bottom,
    laneHeight: LANE_HEIGHT,
  });
  return {
    width: x - COLUMN_GAP + MARGIN,
    height: bottom + MARGIN + lanes * LANE_HEIGHT,
    nodes,
    edges,
    losses,
  };
}

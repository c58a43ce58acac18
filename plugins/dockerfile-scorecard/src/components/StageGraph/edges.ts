import type { Artifact, Flow, StageReport } from 'dockerfile-scorecard-engine';
import {
  ARTIFACT_HEIGHT,
  COMMAND_HEIGHT,
  HEAD_HEIGHT,
  ROW_GAP,
} from './measures';
import { type GraphNode, sourceId, type StageNode } from './nodes';

export interface Label {
  x: number;
  y: number;
}

/** An arrow between two nodes. */
export interface Edge {
  id: string;
  path: string;
  label: Label;
  /** Lines of the instructions that make it. */
  lines: number[];
  /** `ships`: into the final image; `feeds`: between build stages; `idle`: nothing of it ships. */
  role: 'ships' | 'feeds' | 'idle';
  via: Flow['via'] | 'built-on';
}

/** Something left behind that the image needs. */
export interface Loss {
  label: Label;
  id: string;
  x: number;
  y: number;
  width: number;
}

/** How far the line of something left behind reaches before it ends. */
const LOSS_WIDTH = 62;

interface Ends {
  id: string;
  from: GraphNode;
  to: GraphNode;
  y1: number;
  y2: number;
  lines: number[];
  via: Edge['via'];
}

interface RouteInput {
  nodes: readonly GraphNode[];
  columnOf: ReadonlyMap<string, number>;
  stages: readonly StageReport[];
  flows: readonly Flow[];
  /** Where the nodes end; lanes for far arrows lie below. */
  bottom: number;
  laneHeight: number;
}

/** Top of an artifact's box within its stage. */
export function artifactTop(stage: StageReport, index: number): number {
  const command = stage.command ? COMMAND_HEIGHT + ROW_GAP : 0;
  return HEAD_HEIGHT + command + index * (ARTIFACT_HEIGHT + ROW_GAP);
}

function inside(path: string, folder: string): boolean {
  const trimmed = folder.replace(/\/+$/, '');
  return path === trimmed || path.startsWith(`${trimmed}/`);
}

function matching(
  artifacts: readonly Artifact[],
  path: string,
  line?: number,
): number {
  const trimmed = path.replace(/\/+$/, '') || '/';
  const tests: ((artifact: Artifact) => boolean)[] = [
    artifact => artifact.path === trimmed && artifact.line === line,
    artifact => artifact.line === line,
    artifact => artifact.path === trimmed,
    artifact =>
      inside(artifact.path, trimmed) || inside(trimmed, artifact.path),
  ];
  for (const test of tests) {
    const index = artifacts.findIndex(
      artifact => artifact.fate !== 'left-behind' && test(artifact),
    );
    if (index >= 0) return index;
  }
  return -1;
}

function anchor(node: GraphNode, path: string, line?: number): number {
  if (node.kind !== 'stage') return node.y + node.height / 2;
  const index = matching(node.artifacts, path, line);
  return index < 0
    ? node.y + HEAD_HEIGHT / 2
    : node.y + artifactTop(node.stage, index) + ARTIFACT_HEIGHT / 2;
}

function ends(input: RouteInput): Ends[] {
  const byId = new Map(input.nodes.map(node => [node.id, node]));
  const merged = new Map<string, Ends>();
  const add = (one: Ends) => {
    const known = merged.get(one.id);
    if (known) known.lines.push(...one.lines);
    else merged.set(one.id, one);
  };
  for (const flow of input.flows) {
    const from = byId.get(sourceId(flow.from));
    const to = byId.get(`stage:${flow.to}`);
    if (!from || !to || from === to) continue;
    const y1 = anchor(from, flow.source);
    const y2 = anchor(to, flow.destination, flow.line);
    const id = `${from.id}>${to.id}:${flow.via}:${y1}:${y2}`;
    add({ id, from, to, y1, y2, lines: [flow.line], via: flow.via });
  }
  for (const stage of input.stages) {
    const from = byId.get(`stage:${stage.fromStage}`);
    const to = byId.get(`stage:${stage.index}`);
    if (!from || !to || from === to) continue;
    add({
      id: `${from.id}>${to.id}:built-on`,
      from,
      to,
      y1: from.y + HEAD_HEIGHT / 2,
      y2: to.y + HEAD_HEIGHT / 2,
      lines: [stage.startLine],
      via: 'built-on',
    });
  }
  return [...merged.values()];
}

function roleOf(to: GraphNode): Edge['role'] {
  if (to.kind !== 'stage' || !to.stage.reachable) return 'idle';
  return to.stage.isTarget ? 'ships' : 'feeds';
}

/** Labels that would lie on one another move down. */
function spread(labels: Label[]): void {
  const placed: Label[] = [];
  for (const label of labels) {
    while (
      placed.some(
        other =>
          Math.abs(other.x - label.x) < 84 && Math.abs(other.y - label.y) < 18,
      )
    ) {
      label.y += 19;
    }
    placed.push(label);
  }
}

function lossOf(node: StageNode, artifact: Artifact, index: number): Loss {
  const x = node.x + node.width;
  const y = node.y + artifactTop(node.stage, index) + ARTIFACT_HEIGHT / 2;
  return {
    id: `${node.id}:${artifact.path}`,
    x,
    y,
    width: LOSS_WIDTH,
    label: { x: x + 46, y: y - 18 },
  };
}

/** Draws arrows between neighbours as curves; far ones run along lanes below all nodes, one lane for each source. */
export function routeEdges(input: RouteInput): {
  edges: Edge[];
  losses: Loss[];
  lanes: number;
} {
  const lanes = new Map<string, number>();
  const edges = ends(input).map((end): Edge => {
    const x1 = end.from.x + end.from.width;
    const x2 = end.to.x - 2;
    const far =
      (input.columnOf.get(end.to.id) ?? 0) -
        (input.columnOf.get(end.from.id) ?? 0) >
      1;
    const common = {
      id: end.id,
      lines: end.lines,
      role: roleOf(end.to),
      via: end.via,
    };
    if (!far) {
      const bend = (x2 - x1) / 2;
      return {
        ...common,
        path: `M${x1} ${end.y1} C${x1 + bend} ${end.y1} ${x2 - bend} ${
          end.y2
        } ${x2} ${end.y2}`,
        label: { x: (x1 + x2) / 2, y: (end.y1 + end.y2) / 2 - 12 },
      };
    }
    const place = lanes.get(end.from.id) ?? lanes.size + 1;
    lanes.set(end.from.id, place);
    const lane = input.bottom + (place - 0.3) * input.laneHeight;
    return {
      ...common,
      path:
        `M${x1} ${end.y1} C${x1 + 60} ${end.y1} ${x1 + 10} ${lane} ${
          x1 + 70
        } ${lane} ` +
        `H${x2 - 42} C${x2 - 8} ${lane} ${x2 - 42} ${end.y2} ${x2} ${end.y2}`,
      label: { x: x2 - 38, y: end.y2 - 12 },
    };
  });

  const losses = input.nodes.flatMap(node =>
    node.kind === 'stage'
      ? node.artifacts.flatMap((artifact, index) =>
          artifact.fate === 'left-behind'
            ? [lossOf(node, artifact, index)]
            : [],
        )
      : [],
  );
  spread([
    ...losses.map(loss => loss.label),
    ...edges.flatMap(edge => (edge.via === 'built-on' ? [] : [edge.label])),
  ]);
  return { edges, losses, lanes: lanes.size };
}

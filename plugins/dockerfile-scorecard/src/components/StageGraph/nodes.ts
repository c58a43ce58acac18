import type { Artifact, Flow, StageReport } from 'dockerfile-scorecard-engine';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A stage with the artifacts that are drawn, in drawing order. */
export interface StageNode extends Box {
  kind: 'stage';
  id: string;
  stage: StageReport;
  artifacts: Artifact[];
  /** How many artifacts are not drawn. */
  hidden: number;
  /** Only its head is drawn. */
  folded: boolean;
}

/** Where files come from that no stage makes. */
export interface SourceNode extends Box {
  kind: 'context' | 'image';
  id: string;
  title: string;
  /** What is taken from it. */
  sources: string[];
}

export type GraphNode = StageNode | SourceNode;

/** Id of the node that a flow comes from. */
export function sourceId(from: Flow['from']): string {
  switch (from.kind) {
    case 'stage':
      return `stage:${from.stage}`;
    case 'image':
      return `image:${from.reference}`;
    default:
      return 'context';
  }
}

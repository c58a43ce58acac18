/** Sizes in CSS pixels. */
export const HEAD_HEIGHT = 56;
export const COMMAND_HEIGHT = 50;
export const ARTIFACT_HEIGHT = 50;
export const ROW_GAP = 8;
export const SOURCE_WIDTH = 148;
/** Where there is little room. */
export const TIGHT_SOURCE_WIDTH = 116;
export const SOURCE_HEIGHT = 78;
export const MIN_STAGE_WIDTH = 176;
/** Below this, gaps and sources give way first. */
export const COMFORTABLE_STAGE_WIDTH = 236;
export const MAX_STAGE_WIDTH = 440;
export const COLUMN_GAP = 114;
export const TIGHT_COLUMN_GAP = 84;
export const NODE_GAP = 24;
export const MARGIN = 4;
export const LANE_HEIGHT = 22;
export const MAX_ARTIFACTS = 6;
/** A stage that nothing needs: its head alone. */
export const UNUSED_WIDTH = 236;
/** Between the graph and the row of stages that nothing needs, with its heading. */
export const UNUSED_GAP = 34;
/** Below this width, sentences say more than a graph that one sees a quarter of. */
export const SMALLEST_GRAPH = 600;

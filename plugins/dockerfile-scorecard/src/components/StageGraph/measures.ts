/** Sizes in CSS pixels. */
export const HEAD_HEIGHT = 56;
export const COMMAND_HEIGHT = 50;
export const ARTIFACT_HEIGHT = 50;
export const ROW_GAP = 8;
export const SOURCE_WIDTH = 148;
export const SOURCE_HEIGHT = 78;
export const MIN_STAGE_WIDTH = 236;
export const MAX_STAGE_WIDTH = 440;
export const COLUMN_GAP = 114;
export const NODE_GAP = 24;
export const MARGIN = 4;
export const LANE_HEIGHT = 22;
export const MAX_ARTIFACTS = 6;

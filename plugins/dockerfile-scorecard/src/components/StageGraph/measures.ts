/** Sizes in CSS pixels. */
export const HEAD_HEIGHT = 64;
export const COMMAND_HEIGHT = 50;
export const ARTIFACT_HEIGHT = 50;
export const ROW_GAP = 8;
export const SOURCE_WIDTH = 168;
export const SOURCE_HEIGHT = 84;
export const MIN_STAGE_WIDTH = 250;
export const MAX_STAGE_WIDTH = 440;
export const COLUMN_GAP = 136;
export const NODE_GAP = 24;
export const MARGIN = 4;
export const LANE_HEIGHT = 22;
export const MAX_ARTIFACTS = 6;

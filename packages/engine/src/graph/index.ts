export type { BaseEnvironment } from './bases';
export { buildGraph, type GraphOptions } from './buildGraph';
export * from './types';

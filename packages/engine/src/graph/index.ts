export { buildGraph, type GraphOptions } from './buildGraph';
export * from './types';

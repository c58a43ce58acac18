export * from './types';
export { defaultPolicy, resolvePolicy } from './resolvePolicy';

export * from './types';
export { defaultPolicy, resolvePolicy } from './resolvePolicy';
export { applySettings, type AppliedSettings } from './applySettings';

export {
  expandWord,
  expandWords,
  resolveWord,
  resolveWords,
  type Environment,
  type ExpandOptions,
} from './expand';
export * from './types';

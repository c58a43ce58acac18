export { buildContents, type ContentsInput } from './buildContents';
export * from './types';
export {
  StageState,
  isRoot,
  type Call,
  type CacheEvent,
  type CopyEvent,
  type PackageEvent,
  type StartInstruction,
} from './stageState';
export { ContextFiles } from './contextFiles';

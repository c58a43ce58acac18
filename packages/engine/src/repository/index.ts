export {
  hasUpdateBot,
  isDockerfileName,
  isDockerignore,
  isManifest,
  isStartScript,
} from './fileKinds';
export {
  findBuildContext,
  findContextFolder,
  findDockerignore,
  type FindBuildContextOptions,
  type RepositoryFiles,
} from './findBuildContext';
export {
  isSetAside,
  isUnlisted,
  isUnlistedFolder,
  listRepository,
  SET_ASIDE,
  type FolderEntry,
} from './folders';

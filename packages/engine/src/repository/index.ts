export {
  hasUpdateBot,
  isDockerfileName,
  isDockerignore,
  isManifest,
  isStartScript,
} from './fileKinds';
export {
  findBuildContext,
  type FindBuildContextOptions,
  type RepositoryFiles,
} from './findBuildContext';

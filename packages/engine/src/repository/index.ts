export {
  hasUpdateBot,
  isDockerfileName,
  isDockerignore,
  isManifest,
} from './fileKinds';
export {
  findBuildContext,
  type FindBuildContextOptions,
  type RepositoryFiles,
} from './findBuildContext';

export { findRepositoryFolder, findRoot, pathBelow } from './localRoots';
export { LocalDirectoryReader } from './LocalDirectoryReader';
export { RepositoryReaders } from './RepositoryReaders';
export { readScmIntegrations } from './scmIntegrations';
export { UrlRepositoryReader } from './UrlRepositoryReader';
export { problemOfError } from './hostProblem';

export { findRepositoryFolder, findRoot, pathBelow } from './localRoots';
export { LocalDirectoryReader } from './LocalDirectoryReader';
export { RepositoryReaders } from './RepositoryReaders';
export { UrlRepositoryReader } from './UrlRepositoryReader';

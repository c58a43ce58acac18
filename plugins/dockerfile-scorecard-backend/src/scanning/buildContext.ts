import type { BuildContext } from 'dockerfile-scorecard-engine';
import { posix } from 'node:path';
import { hasUpdateBot, isManifest } from './fileKinds';

/** Above this a list of files costs more than it tells; the engine takes it as unknown. */
const MAX_CONTEXT_FILES = 20_000;

/** What was read from a repository. */
export interface RepositoryFiles {
  /** All files, relative to the root. */
  files: readonly string[];
  /** Texts of those that were read. */
  texts: ReadonlyMap<string, string>;
}

/**
 * What is known of the context that a Dockerfile is built in.
 *
 * Nothing in a repository says which folder is given to `docker build`. It is the one of three (the Dockerfile's own, the
 * service's, the root) in which most of the sources of COPY and ADD exist; where that leaves a choice, the first of them.
 */
export function buildContext(options: {
  dockerfile: string;
  /** Folder of the service, empty for the root. */
  serviceFolder: string;
  /** What COPY and ADD take from the context. */
  sources: readonly string[];
  repository: RepositoryFiles;
}): BuildContext {
  const { dockerfile, repository } = options;
  const root = contextRoot(options);
  const prefix = root === '' ? '' : `${root}/`;
  const files = repository.files
    .filter(path => path.startsWith(prefix))
    .map(path => path.slice(prefix.length));
  const manifests = Object.fromEntries(
    [...repository.texts]
      .filter(([path]) => path.startsWith(prefix) && isManifest(path))
      .map(([path, text]) => [path.slice(prefix.length), text]),
  );
  return {
    ...(files.length <= MAX_CONTEXT_FILES ? { files } : {}),
    dockerignore:
      repository.texts.get(`${dockerfile}.dockerignore`) ??
      repository.texts.get(`${prefix}.dockerignore`) ??
      null,
    manifests,
    hasUpdateBot: hasUpdateBot(repository.files),
  };
}

function contextRoot(options: {
  dockerfile: string;
  serviceFolder: string;
  sources: readonly string[];
  repository: RepositoryFiles;
}): string {
  const { dockerfile, serviceFolder, sources, repository } = options;
  const ownFolder = posix.dirname(dockerfile).replace(/^\.$/, '');
  const candidates = [...new Set([ownFolder, serviceFolder, ''])];
  if (candidates.length === 1 || sources.length === 0) {
    return candidates[0];
  }
  const existing = withFolders(repository.files);
  const found = (root: string) =>
    sources.filter(source => existing.has(posix.join(root, source))).length;
  return candidates.reduce((best, candidate) =>
    found(candidate) > found(best) ? candidate : best,
  );
}

function withFolders(files: readonly string[]): Set<string> {
  const all = new Set(files);
  for (const file of files) {
    for (
      let at = posix.dirname(file);
      at !== '.' && !all.has(at);
      at = posix.dirname(at)
    ) {
      all.add(at);
    }
  }
  return all;
}

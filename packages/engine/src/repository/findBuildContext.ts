import { directoryOf, normalise } from '../contents/paths';
import type { BuildContext } from '../contents/buildContext';
import { parseDockerfile } from '../syntax';
import { hasUpdateBot, isManifest } from './fileKinds';

/** Above this a list of files costs more than it tells; it is taken as unknown. */
const MOST_FILES = 20_000;

/** What was read from a repository. @public */
export interface RepositoryFiles {
  /** All files, relative to the root, with forward slashes. */
  files: readonly string[];
  /** Texts of those that were read. */
  texts: ReadonlyMap<string, string>;
}

/** Which Dockerfile, and what is known of the folder that is given to `docker build`. @public */
export interface FindBuildContextOptions {
  /** Relative to the root of the repository. */
  dockerfile: string;
  text: string;
  repository: RepositoryFiles;
  /** Folder of the service, empty for the root: more likely than the folders around it. */
  serviceFolder?: string;
  /** The folder itself, where it is known; empty for the root. */
  folder?: string;
}

/**
 * What is known of the context that a Dockerfile is built in.
 *
 * Nothing in a repository says which folder is given to `docker build`. It is the one of the Dockerfile's own, the service's and
 * those above in which most of the sources of COPY and ADD exist; where that leaves a choice, the first of them. Where none of
 * the sources exists in any of them, nothing of the context is known but a .dockerignore of the Dockerfile's own.
 * @public
 */
export function findBuildContext(
  options: FindBuildContextOptions,
): BuildContext {
  const { dockerfile, repository } = options;
  const own = repository.texts.get(`${dockerfile}.dockerignore`);
  const bot = { hasUpdateBot: hasUpdateBot(repository.files) };
  const folder = options.folder ?? contextFolder(options);
  if (folder === undefined)
    return { ...(own !== undefined && { dockerignore: own }), ...bot };
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = repository.files
    .filter(path => path.startsWith(prefix))
    .map(path => path.slice(prefix.length));
  const manifests = Object.fromEntries(
    [...repository.texts]
      .filter(([path]) => path.startsWith(prefix) && isManifest(path))
      .map(([path, text]) => [path.slice(prefix.length), text]),
  );
  return {
    ...(files.length <= MOST_FILES ? { files } : {}),
    dockerignore: own ?? repository.texts.get(`${prefix}.dockerignore`) ?? null,
    manifests,
    ...bot,
  };
}

/** Undefined where no folder has any of the sources. */
function contextFolder(options: FindBuildContextOptions): string | undefined {
  const { dockerfile, text, repository, serviceFolder } = options;
  const own = folderOf(dockerfile);
  const candidates = [
    ...new Set([own, ...(serviceFolder === undefined ? [] : [serviceFolder])]),
  ];
  for (let at = own; at !== ''; ) {
    at = folderOf(at);
    if (!candidates.includes(at)) candidates.push(at);
  }
  const sources = contextSources(text);
  if (sources.length === 0) return own;
  const existing = pathsOf(repository.files);
  let best: string | undefined;
  let most = 0;
  for (const candidate of candidates) {
    const prefix = candidate === '' ? '' : `${candidate}/`;
    const found = sources.filter(source =>
      existing.has(prefix + source),
    ).length;
    if (found > most) {
      best = candidate;
      most = found;
    }
  }
  return best;
}

/** The folder of a path; empty for the root. */
function folderOf(path: string): string {
  return directoryOf(`/${path}`).slice(1);
}

/** Paths that COPY and ADD take from the build context, as far as they are written out; `.` and patterns tell nothing. */
function contextSources(text: string): string[] {
  const sources = parseDockerfile(text)
    .instructions.filter(
      ({ keyword, flags }) =>
        (keyword === 'COPY' || keyword === 'ADD') &&
        !flags.some(flag => flag.startsWith('--from=')),
    )
    .flatMap(({ args }) => args.slice(0, -1))
    .filter(source => !/[$*?[\]\\]|^\w+:\/\/|^<<|^git@/.test(source))
    .map(source => normalise(`/${source}`).slice(1))
    .filter(source => source !== '');
  return [...new Set(sources)];
}

/** Kept, because many Dockerfiles of one repository ask. */
const known = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Files and the folders that they lie in. */
function pathsOf(files: readonly string[]): ReadonlySet<string> {
  const found = known.get(files);
  if (found) return found;
  const all = new Set(files);
  for (const file of files) {
    for (
      let at = folderOf(file);
      at !== '' && !all.has(at);
      at = folderOf(at)
    ) {
      all.add(at);
    }
  }
  known.set(files, all);
  return all;
}

import { Minimatch } from 'minimatch';
import { posix } from 'node:path';
import {
  isDockerfileName,
  isDockerignore,
  isManifest,
} from 'dockerfile-scorecard-engine';
import { mayBeDockerfile } from './mayBeDockerfile';

/** A service, as far as finding its Dockerfiles goes. */
export interface ServiceFolder {
  entityRef: string;
  /** Relative to the root of the repository, empty for the root. */
  folder: string;
  /** The annotation that says which Dockerfiles count. */
  paths: string | null;
}

export interface DockerfileSelector {
  /** Whether a file has to be read. */
  isWanted(path: string): boolean;
  /** The Dockerfiles of each service by entity ref. */
  select(files: readonly string[]): Map<string, string[]>;
}

/** Finds the Dockerfiles of services that share a repository. */
export function createDockerfileSelector(options: {
  services: readonly ServiceFolder[];
  /** Globs relative to the folder of each service: a repository below a folder `examples` is no example. */
  exclude: readonly string[];
  /** Whether the annotation may name files outside of the folder of its entity. */
  pathsOutsideFolder: boolean;
}): DockerfileSelector {
  const exclude = options.exclude.map(matcher);
  const isExcluded = (path: string) =>
    exclude.some(pattern => pattern.match(path));
  const folders = new Set(options.services.map(service => service.folder));
  const choosing: {
    entityRef: string;
    within: string;
    choice: Minimatch[];
  }[] = [];
  const searching: ServiceFolder[] = [];
  for (const service of options.services) {
    const choice = choiceOf(service);
    if (choice) {
      choosing.push({
        entityRef: service.entityRef,
        within: options.pathsOutsideFolder ? '' : service.folder,
        choice,
      });
    } else {
      searching.push(service);
    }
  }
  const searched = new Set(searching.map(service => service.folder));

  /** The folder of the services that find this Dockerfile by its name. */
  function foundIn(path: string): string | undefined {
    const folder = isDockerfileName(path)
      ? deepestFolder(path, folders)
      : undefined;
    return folder !== undefined &&
      searched.has(folder) &&
      !isExcluded(relativeTo(folder, path))
      ? folder
      : undefined;
  }
  const isChosen = (
    { choice, within }: (typeof choosing)[number],
    path: string,
  ) =>
    mayBeDockerfile(path) &&
    (within === '' || path.startsWith(`${within}/`)) &&
    choice.some(pattern => pattern.match(path));

  return {
    isWanted: path =>
      isDockerignore(path) ||
      foundIn(path) !== undefined ||
      choosing.some(each => isChosen(each, path)) ||
      (isManifest(path) && !isExcluded(path)),
    select(files) {
      const byFolder = new Map<string, string[]>();
      for (const path of files) {
        const folder = foundIn(path);
        if (folder !== undefined) {
          byFolder.set(folder, [...(byFolder.get(folder) ?? []), path]);
        }
      }
      return new Map([
        ...searching.map(
          ({ entityRef, folder }) =>
            [entityRef, byFolder.get(folder) ?? []] as const,
        ),
        ...choosing.map(
          each =>
            [
              each.entityRef,
              files.filter(path => isChosen(each, path)),
            ] as const,
        ),
      ]);
    },
  };
}

/** The deepest folder of a service above a file; undefined when there is none. */
function deepestFolder(
  path: string,
  folders: ReadonlySet<string>,
): string | undefined {
  for (let at = posix.dirname(path); at !== '.'; at = posix.dirname(at)) {
    if (folders.has(at)) {
      return at;
    }
  }
  return folders.has('') ? '' : undefined;
}

function relativeTo(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

/** Patterns of the annotation, from the root of the repository; undefined without one. */
function choiceOf(service: ServiceFolder): Minimatch[] | undefined {
  const patterns = service.paths
    ?.split(/[,\n]/)
    .map(pattern => pattern.trim())
    .filter(Boolean);
  if (!patterns?.length) {
    return undefined;
  }
  return patterns.map(pattern =>
    matcher(
      pattern.startsWith('/')
        ? posix.normalize(pattern).slice(1)
        : posix.join(escapeGlob(service.folder), pattern),
    ),
  );
}

function matcher(glob: string): Minimatch {
  return new Minimatch(glob, { dot: true, nocomment: true, nonegate: true });
}

function escapeGlob(path: string): string {
  return path.replace(/[?*()[\]{}!+@\\]/g, '\\$&');
}

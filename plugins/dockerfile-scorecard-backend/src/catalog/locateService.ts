import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { posix } from 'node:path';
import { findRepositoryFolder, findRoot, pathBelow } from '../readers';

/** Where a service lives, or why that cannot be told. */
export type ServiceLocation =
  | {
      kind: 'found';
      /** Root of the repository. */
      url: string;
      /** Shared by repositories that suffer together when it is down or limits the rate. */
      host: string;
      /** Of the entity within the repository, empty for the root. */
      folder: string;
    }
  | { kind: 'unknown'; reason: string };

export type ServiceLocator = (entity: Entity) => Promise<ServiceLocation>;

/** Finds out where services live from the annotations that the catalog puts on every entity. */
export function createServiceLocator(options: {
  integrations: ScmIntegrationRegistry;
  localRoots: readonly string[];
}): ServiceLocator {
  return async entity => {
    const annotations = entity.metadata.annotations ?? {};
    const source = annotations[ANNOTATION_SOURCE_LOCATION];
    const ref = source ?? annotations[ANNOTATION_LOCATION];
    if (!ref) {
      return {
        kind: 'unknown',
        reason: `The entity has neither the annotation ${ANNOTATION_SOURCE_LOCATION} nor ${ANNOTATION_LOCATION}`,
      };
    }
    try {
      const { type, target } = parseLocationRef(ref);
      if (type === 'url') {
        return locateUrl(target, options.integrations);
      }
      if (type === 'file') {
        // Anybody may write a source location into an entity; only the catalog says that an entity comes from this machine.
        if (!annotations[ANNOTATION_LOCATION]?.startsWith('file:')) {
          return {
            kind: 'unknown',
            reason: `The annotation ${ANNOTATION_SOURCE_LOCATION} leads to a folder of the backend, which is only allowed for entities that come from there`,
          };
        }
        return await locateFile(target, options.localRoots);
      }
      return {
        kind: 'unknown',
        reason: `The entity comes from "${ref}"; only locations of type url and file can be read. Set the annotation ${ANNOTATION_SOURCE_LOCATION}`,
      };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return {
        kind: 'unknown',
        reason: `The location "${ref}" cannot be read: ${message}`,
      };
    }
  };
}

function locateUrl(
  target: string,
  integrations: ScmIntegrationRegistry,
): ServiceLocation {
  const base =
    isFile(target) || target.endsWith('/') ? target : asFolder(target);
  const root =
    giteaRoot(base, integrations) ??
    integrations.resolveUrl({ url: '/', base });
  const folder = integrations.resolveUrl({ url: './', base });
  return {
    kind: 'found',
    // The same place in GitLab has two addresses; one repository must have one.
    url: root.replace('/-/blob/', '/-/tree/'),
    host: new URL(target).host,
    folder: decodeURIComponent(
      normalize(pathIn(folder).slice(pathIn(root).length)),
    ),
  };
}

/** In an address of Gitea the integration takes the branch for the first folder. */
function giteaRoot(
  target: string,
  integrations: ScmIntegrationRegistry,
): string | undefined {
  return integrations.byUrl(target)?.type === 'gitea'
    ? /^https?:\/\/.*?\/src\/(?:branch|commit|tag)\/[^/]+\//.exec(target)?.[0]
    : undefined;
}

/** Azure DevOps has the path in a parameter. */
function pathIn(url: string): string {
  const { pathname, searchParams } = new URL(url);
  return searchParams.get('path') ?? pathname;
}

function asFolder(target: string): string {
  const url = new URL(target);
  const path = url.searchParams.get('path');
  if (path) {
    url.searchParams.set('path', `${path}/`);
  } else {
    url.pathname += '/';
  }
  return url.toString();
}

async function locateFile(
  target: string,
  roots: readonly string[],
): Promise<ServiceLocation> {
  const entityFolder = `/${folderOf(target)}`;
  const found = await findRoot(roots, entityFolder);
  if (!found) {
    // Its reader refuses it, with words on what to configure.
    return { kind: 'found', url: `file:${entityFolder}`, host: '', folder: '' };
  }
  const repository = await findRepositoryFolder(found.root, found.path);
  return {
    kind: 'found',
    url: `file:${repository}`,
    host: '',
    folder: pathBelow(repository, found.path) ?? '',
  };
}

/** A location names either the entity's folder or the YAML file in it. */
function folderOf(path: string): string {
  return normalize(isFile(path) ? posix.dirname(path) : path);
}

function isFile(path: string): boolean {
  return /\.(ya?ml|json)$/i.test(path);
}

/** Without slashes at the ends and dots in between. */
function normalize(path: string): string {
  return posix
    .normalize(path)
    .split('/')
    .filter(segment => segment && segment !== '.')
    .join('/');
}

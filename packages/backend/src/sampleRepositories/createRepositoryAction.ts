import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const WAIT_MS = 120_000;
const POLL_MS = 500;

/** What the action works with. */
export interface CreateRepositoryOptions {
  auth: AuthService;
  catalog: CatalogService;
  /** The one folder that repositories are written to. */
  root: string;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Writes the workspace as a repository into the configured folder, and nowhere else, and waits until the catalog has its
 * component. For trying the portal out; a real portal publishes to a source code host.
 */
export function createRepositoryAction({
  auth,
  catalog,
  root,
}: CreateRepositoryOptions) {
  return createTemplateAction({
    id: 'sample:repository:create',
    description:
      'Writes the workspace as a new repository into the folder of the sample portal and waits for its component in the catalog',
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z.string({
            description:
              'Name of the repository: lower-case letters, digits and dashes',
          }),
      },
      output: {
        path: z => z.string({ description: 'Folder of the new repository' }),
        entityRef: z =>
          z.string({ description: 'Its component in the catalog' }),
      },
    },
    async handler(ctx) {
      const { name } = ctx.input;
      if (!NAME.test(name)) {
        throw new InputError(
          `"${name}" cannot be the name of a repository here. Use lower-case letters, digits and dashes, at most 63.`,
        );
      }
      const path = join(root, name);
      const entityRef = stringifyEntityRef({
        kind: 'component',
        namespace: 'default',
        name,
      });
      if (await exists(path)) {
        throw new ConflictError(
          `There is a repository "${name}" already. Choose another name.`,
        );
      }
      ctx.output('path', path);
      ctx.output('entityRef', entityRef);
      if (ctx.isDryRun) {
        ctx.logger.info(`Would write the repository to ${path}`);
        return;
      }
      await mkdir(root, { recursive: true });
      // copied beside its place first, so that nobody ever sees half a repository
      const temporary = join(root, `.${name}.partial`);
      await rm(temporary, { recursive: true, force: true });
      try {
        await cp(ctx.workspacePath, temporary, { recursive: true });
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { recursive: true, force: true });
        throw error;
      }
      ctx.logger.info(`Wrote the repository to ${path}`);
      try {
        await waitForEntity(entityRef, ctx.signal);
      } catch (error) {
        await rm(path, { recursive: true, force: true });
        throw error;
      }
      ctx.logger.info(`${entityRef} is in the catalog`);
    },
  });

  /** Has the catalog look at the folder again and waits for the component. */
  async function waitForEntity(entityRef: string, signal?: AbortSignal) {
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntities(
      { filter: { kind: 'Location' }, fields: ['kind', 'metadata', 'spec'] },
      { credentials },
    );
    const locations = items.filter(({ spec }) =>
      [
        spec?.target,
        ...(Array.isArray(spec?.targets) ? spec.targets : []),
      ].some(
        target =>
          target === './*/catalog-info.yaml' ||
          String(target).startsWith(`${root}/`),
      ),
    );
    const until = Date.now() + WAIT_MS;
    let refreshed = 0;
    while (Date.now() < until && !signal?.aborted) {
      if (Date.now() - refreshed > 5_000) {
        refreshed = Date.now();
        for (const location of locations) {
          await catalog.refreshEntity(stringifyEntityRef(location), {
            credentials,
          });
        }
      }
      if (await catalog.getEntityByRef(entityRef, { credentials })) return;
      await new Promise(done => setTimeout(done, POLL_MS));
    }
    throw new ServiceUnavailableError(
      `The catalog did not take up ${entityRef} within two minutes, so the repository was removed again. Look for the reason in the log of the catalog and try once more.`,
    );
  }
}

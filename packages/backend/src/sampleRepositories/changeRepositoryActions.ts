import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  createTemplateAction,
  type ActionContext,
} from '@backstage/plugin-scaffolder-node';
import { cp } from 'node:fs/promises';
import { sampleFolder } from './sampleFolder';

/** What the actions work with. */
export interface ChangeRepositoryOptions {
  catalog: CatalogService;
  /** The only folders whose repositories are read and changed. */
  roots: readonly string[];
}

/** Two actions that stand in the sample portal for fetching a repository and for a change request that is merged at once. */
export function changeRepositoryActions({
  catalog,
  roots,
}: ChangeRepositoryOptions) {
  async function folderOf(
    entityRef: string,
    ctx: Pick<ActionContext<any, any, any>, 'getInitiatorCredentials'>,
  ): Promise<string> {
    const ref = parseEntityRef(entityRef, { defaultKind: 'component' });
    const entity = await catalog.getEntityByRef(ref, {
      credentials: await ctx.getInitiatorCredentials(),
    });
    if (!entity) throw new NotFoundError(`The catalog has no ${entityRef}.`);
    return sampleFolder(entity, roots);
  }

  const open = createTemplateAction({
    id: 'sample:repository:open',
    description:
      'Copies the repository of a service of the sample portal into the workspace',
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z => z.string({ description: 'The service' }),
        targetPath: z => z.string({ description: 'Folder in the workspace' }),
      },
    },
    async handler(ctx) {
      const { entityRef, targetPath } = ctx.input;
      await cp(
        await folderOf(entityRef, ctx),
        resolveSafeChildPath(ctx.workspacePath, targetPath),
        { recursive: true },
      );
    },
  });

  const change = createTemplateAction({
    id: 'sample:repository:change',
    description:
      'Writes changed files into the repository of a service of the sample portal',
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z => z.string({ description: 'The service' }),
        sourcePath: z =>
          z.string({
            description: 'Folder in the workspace that holds the changed files',
          }),
      },
    },
    async handler(ctx) {
      const { entityRef, sourcePath } = ctx.input;
      const folder = await folderOf(entityRef, ctx);
      if (ctx.isDryRun) {
        ctx.logger.info(`Would change files in ${folder}`);
        return;
      }
      await cp(resolveSafeChildPath(ctx.workspacePath, sourcePath), folder, {
        recursive: true,
      });
      ctx.logger.info(`Changed files in ${folder}`);
    },
  });

  return [open, change];
}

import type { AuthService } from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  createTemplateAction,
  type ActionContext,
} from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { repositoryExists } from './repositoryExists';
import { reservationOf } from './reserved';

/**
 * What the action works with.
 *
 * @public
 */
export interface CheckNameActionOptions {
  /** For looking with the rights of the portal. */
  auth: AuthService;
  /** Asked whether it has the entity. */
  catalog: CatalogService;
  /** The source code hosts that the portal knows. */
  integrations: ScmIntegrationRegistry;
}

/**
 * Stops a template whose name is taken or cannot be used, before anything is written.
 *
 * @public
 */
export function createCheckNameAction(options: CheckNameActionOptions) {
  const { auth, catalog, integrations } = options;

  return createTemplateAction({
    id: 'dockerfile-scorecard:checkName',
    description:
      'Stops the run if the name of a new entity is reserved, or if the catalog or the source code host already has it',
    supportsDryRun: true,
    examples: [
      {
        description: 'Check the name first, before anything is written',
        example: stringify({
          steps: [
            {
              id: 'checkName',
              name: 'Check the name',
              action: 'dockerfile-scorecard:checkName',
              input: {
                name: '${{ parameters.name }}',
                repoUrl: '${{ parameters.repoUrl }}',
                reserved: { 'a keyword of Python': ['class', 'import'] },
              },
            },
          ],
        }),
      },
    ],
    schema: {
      input: {
        name: z => z.string({ description: 'Name of the new entity' }),
        kind: z =>
          z
            .string({ description: 'Its kind; component by default' })
            .default('component'),
        namespace: z =>
          z
            .string({ description: 'Its namespace; default by default' })
            .default(DEFAULT_NAMESPACE),
        repoUrl: z =>
          z
            .string({
              description:
                'Repository that is going to be created, as RepoUrlPicker gives it',
            })
            .optional(),
        reserved: z =>
          z
            .record(z.array(z.string()), {
              description: 'Names that cannot be used, by the reason',
            })
            .default({}),
      },
      output: {
        entityRef: z => z.string({ description: 'The entity with this name' }),
      },
    },
    async handler(ctx) {
      const {
        name,
        kind = 'component',
        namespace = DEFAULT_NAMESPACE,
        repoUrl,
        reserved = {},
      } = ctx.input;
      const reason = reservationOf(name, reserved);
      if (reason) {
        throw new InputError(
          `"${name}" cannot be the name of a service: it is ${reason}. Choose another name. Nothing was created.`,
        );
      }
      const entityRef = stringifyEntityRef({ kind, namespace, name });
      await refuseKnownEntity(entityRef, ctx);
      // a dry run creates no repository, so no host is asked
      if (repoUrl && !ctx.isDryRun) await refuseKnownRepository(repoUrl, ctx);
      ctx.logger.info(`${entityRef} is free`);
      ctx.output('entityRef', entityRef);
    },
  });

  /** Looks with the rights of the portal: a name is taken also by what the user may not see. */
  async function refuseKnownEntity(
    entityRef: string,
    ctx: Pick<ActionContext<never>, 'getInitiatorCredentials'>,
  ) {
    const own = await auth.getOwnServiceCredentials();
    if (!(await catalog.getEntityByRef(entityRef, { credentials: own })))
      return;
    const visible = await catalog.getEntityByRef(entityRef, {
      credentials: await ctx.getInitiatorCredentials(),
    });
    const owner = visible?.relations?.find(
      ({ type }) => type === RELATION_OWNED_BY,
    )?.targetRef;
    throw new ConflictError(
      `${entityRef} already exists${
        owner ? ` and is owned by ${owner}` : ''
      }. Choose another name. Nothing was created.`,
    );
  }

  async function refuseKnownRepository(
    repoUrl: string,
    { logger }: Pick<ActionContext<never>, 'logger'>,
  ) {
    const existence = await repositoryExists(repoUrl, integrations);
    if (existence === 'exists') {
      throw new ConflictError(
        `The repository ${repoUrl} already exists. Choose another name. Nothing was created.`,
      );
    }
    if (existence === 'unknown') {
      logger.info(
        `Could not find out whether the repository ${repoUrl} exists; continuing`,
      );
    }
  }
}

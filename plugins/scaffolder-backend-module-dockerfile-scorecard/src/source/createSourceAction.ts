import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  stringifyEntityRef,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { repositoryOf } from './repositoryOf';

/**
 * What the action works with.
 *
 * @public
 */
export interface SourceActionOptions {
  /** Asked for the entity with the rights of the person who runs the template. */
  catalog: CatalogService;
  /** The source code hosts that the portal knows. */
  integrations: ScmIntegrationRegistry;
}

/** Kinds of source code hosts, as the action tells them. */
const HOSTS = [
  'azure',
  'bitbucketCloud',
  'gitea',
  'github',
  'gitlab',
  'local',
  'other',
] as const;

/** Where the source of an entity is; its own annotation wins over where its description was found. */
function locationOf({ metadata }: Entity): { type: string; target: string } {
  const written =
    metadata.annotations?.[ANNOTATION_SOURCE_LOCATION] ??
    metadata.annotations?.[ANNOTATION_LOCATION] ??
    '';
  const [, type = '', target = ''] = written.match(/^([a-z]+):(.+)$/) ?? [];
  return { type, target };
}

/**
 * Tells where the repository of an entity is, in the words of the actions that fetch it and that open a change request.
 *
 * @public
 */
export function createSourceAction(options: SourceActionOptions) {
  const { catalog, integrations } = options;
  return createTemplateAction({
    id: 'dockerfile-scorecard:source',
    description:
      'Tells where the repository of an entity is, for the actions that fetch it and that open a change request',
    supportsDryRun: true,
    examples: [
      {
        description: 'Fetch the repository of an existing service',
        example: stringify({
          steps: [
            {
              id: 'source',
              name: 'Find the repository',
              action: 'dockerfile-scorecard:source',
              input: { entityRef: '${{ parameters.entityRef }}' },
            },
            {
              id: 'fetch',
              name: 'Fetch the repository',
              action: 'fetch:plain',
              input: { url: '${{ steps.source.output.url }}' },
            },
          ],
        }),
      },
    ],
    schema: {
      input: {
        entityRef: z =>
          z.string({
            description: 'The entity, e.g. component:default/orders-api',
          }),
      },
      output: {
        host: z => z.enum(HOSTS, { description: 'Kind of the host' }),
        url: z =>
          z.string({ description: 'The root of the repository' }).optional(),
        repoUrl: z =>
          z
            .string({
              description:
                'The repository as publishing actions name it, e.g. github.com?owner=acme&repo=orders-api',
            })
            .optional(),
      },
    },
    async handler(ctx) {
      const { entityRef } = ctx.input;
      const ref = parseEntityRef(entityRef, { defaultKind: 'component' });
      const entity = await catalog.getEntityByRef(ref, {
        credentials: await ctx.getInitiatorCredentials(),
      });
      if (!entity) {
        throw new NotFoundError(
          `The catalog has no ${stringifyEntityRef(ref)} that you may see.`,
        );
      }
      const { type, target } = locationOf(entity);
      if (type === 'file') {
        ctx.output('host', 'local');
        return;
      }
      if (type !== 'url') {
        throw new InputError(
          `${entityRef} does not tell where its source is. Give it the annotation ${ANNOTATION_SOURCE_LOCATION}.`,
        );
      }
      const { host, url, repoUrl } = repositoryOf(target, integrations);
      ctx.logger.info(`The repository is ${url}`);
      ctx.output('host', host);
      ctx.output('url', url);
      if (repoUrl !== undefined) ctx.output('repoUrl', repoUrl);
    },
  });
}

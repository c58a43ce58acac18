import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import type {
  ScaffolderDryRunOptions,
  ScaffolderDryRunResponse,
} from '@backstage/plugin-scaffolder-common';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import scaffolderModule from '../index';
import {
  directoryContents,
  extrasOf,
  template,
  type Answers,
} from './pythonService';

/** What the dry run gave: text by path. */
export type Generated = Map<string, string>;

/** Stands where the actions are that publish; a dry run does not come further than naming them. */
const publishers = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'publishers',
  register(env) {
    env.registerInit({
      deps: { actions: scaffolderActionsExtensionPoint },
      async init({ actions }) {
        for (const id of [
          'publish:github',
          'publish:gitlab',
          'publish:bitbucketCloud',
          'publish:azure',
          'publish:gitea',
        ])
          actions.addActions(
            createTemplateAction({
              id,
              schema: {
                output: {
                  repoContentsUrl: z => z.string(),
                  remoteUrl: z => z.string(),
                },
              },
              handler: async () => {},
            }),
          );
      },
    });
  },
});

/** What the form sends for the answers. */
export function formData(answers: Answers): JsonObject {
  const { metrics, telemetry, postgres, kubernetes, ci, ...others } = answers;
  return {
    name: 'parcel-tracker',
    description: 'Tells where a parcel is',
    owner: 'group:default/checkout',
    system: 'shop',
    port: 8000,
    host: ci,
    repoUrl: `${ci}.com?owner=retailer&repo=parcel-tracker`,
    ...others,
    extras: extrasOf(answers),
  };
}

/** A scaffolder that runs templates/python-service through its API without publishing anything. */
export async function startScaffolder() {
  const features: BackendFeature[] = [
    scaffolderPlugin,
    scaffolderModule as BackendFeature,
    publishers,
    catalogServiceMock.factory({ entities: [] }),
  ];
  const backend = await startTestBackend({ features });

  /** The call that the portal's client of the scaffolder makes. */
  async function dryRun(
    body: ScaffolderDryRunOptions,
  ): Promise<ScaffolderDryRunResponse> {
    const response = await request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .send(body);
    if (response.status !== 200)
      throw new Error(
        `${response.status}: ${JSON.stringify(response.body, null, 2)}`,
      );
    return response.body;
  }
  return {
    stop: () => backend.stop(),
    dryRun,
    /** @throws what the API answers when it is not 200 */
    async generate(
      answers: Answers,
      overrides: JsonObject = {},
    ): Promise<Generated> {
      const body = await dryRun({
        template,
        values: { ...formData(answers), ...overrides },
        directoryContents: directoryContents(answers),
      });
      return new Map(
        body.directoryContents.map(
          file =>
            [
              file.path,
              Buffer.from(file.base64Content, 'base64').toString('utf8'),
            ] as const,
        ),
      );
    },
  };
}

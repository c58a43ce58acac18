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
import request from 'supertest';
import scaffolderModule from '../index';
import { directoryContents, template, type Answers } from './pythonService';

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
          'sample:repository:create',
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

/** A scaffolder that runs templates/python-service through its API without publishing anything. */
export async function startScaffolder() {
  const features: BackendFeature[] = [
    scaffolderPlugin,
    scaffolderModule as BackendFeature,
    publishers,
    catalogServiceMock.factory({ entities: [] }),
  ];
  const backend = await startTestBackend({ features });

  function post(values: Record<string, unknown>, answers: Answers) {
    return request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .send({
        template,
        values,
        secrets: {},
        directoryContents: directoryContents(answers),
      });
  }
  return {
    stop: () => backend.stop(),
    /** @throws what the API answers when it is not 200 */
    async generate(
      answers: Answers,
      overrides: Record<string, unknown> = {},
    ): Promise<Generated> {
      const { status, body } = await post(
        {
          name: 'parcel-tracker',
          description: 'Tells where a parcel is',
          owner: 'group:default/checkout',
          system: 'shop',
          port: 8000,
          host: 'local',
          ...answers,
          ...overrides,
        },
        answers,
      );
      if (status !== 200)
        throw new Error(`${status}: ${JSON.stringify(body, null, 2)}`);
      return new Map(
        body.directoryContents.map(
          (file: { path: string; base64Content: string }) =>
            [
              file.path,
              Buffer.from(file.base64Content, 'base64').toString('utf8'),
            ] as const,
        ),
      );
    },
  };
}

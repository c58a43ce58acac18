import '@backstage/cli/asset-types';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import dockerfileScorecardPlugin, { dockerfileScorecardApiRef } from '../src';
import { InMemoryScorecards } from './InMemoryScorecards';
import { sampleEntities } from './samples/entities';

const catalog = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogApiMock({ entities: sampleEntities }),
        }),
    }),
  ],
});

const permissions = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ApiBlueprint.make({
      name: 'permission',
      params: define =>
        define({
          api: permissionApiRef,
          deps: {},
          factory: () => ({
            authorize: async () => ({ result: AuthorizeResult.ALLOW }),
          }),
        }),
    }),
  ],
});

createDevApp({
  features: [
    catalogPlugin,
    catalog,
    permissions,
    dockerfileScorecardPlugin.withOverrides({
      extensions: [
        dockerfileScorecardPlugin
          .getExtension('api:dockerfile-scorecard')
          .override({
            params: define =>
              define({
                api: dockerfileScorecardApiRef,
                deps: {},
                factory: () => new InMemoryScorecards(),
              }),
          }),
      ],
    }),
  ],
});

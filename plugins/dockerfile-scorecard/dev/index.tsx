import '@backstage/cli/asset-types';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
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

createDevApp({
  features: [
    catalogPlugin,
    catalog,
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

import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { DockerfileScorecardClient } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from './api';
import { LazyDockerfilePreview } from './components/TemplatePreview/LazyDockerfilePreview';
import {
  DOCKERFILE_PREVIEW,
  dockerfilePreviewSchema,
} from './components/TemplatePreview/schema';
import {
  SERVICE_NAME,
  serviceNameSchema,
} from './components/ServiceName/schema';
import { ServiceName } from './components/ServiceName/ServiceName';
import { validateServiceName } from './components/ServiceName/validation';
import {
  entityContentRouteRef,
  rootRouteRef,
  templateRouteRef,
} from './routes';

/**
 * Scorecards of Dockerfiles: a page for the fleet, a tab and an overview card for each service.
 *
 * @public
 */
export const dockerfileScorecardPlugin = createPlugin({
  id: 'dockerfile-scorecard',
  apis: [
    createApiFactory({
      api: dockerfileScorecardApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DockerfileScorecardClient(deps),
    }),
  ],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { template: templateRouteRef },
});

/**
 * All services of the fleet; mount it at `/dockerfile-scorecard`.
 *
 * @public
 */
export const DockerfileScorecardPage: () => JSX.Element =
  dockerfileScorecardPlugin.provide(
    createRoutableExtension({
      name: 'DockerfileScorecardPage',
      component: () =>
        import('./pages/LegacyFleetPage').then(m => m.LegacyFleetPage),
      mountPoint: rootRouteRef,
    }),
  );

/**
 * The Dockerfile tab of a service; mount it at `/dockerfile` on the entity page.
 *
 * @public
 */
export const EntityDockerfileScorecardContent: () => JSX.Element =
  dockerfileScorecardPlugin.provide(
    createRoutableExtension({
      name: 'EntityDockerfileScorecardContent',
      component: () =>
        import('./components/ServiceScorecard').then(m => m.ServiceScorecard),
      mountPoint: entityContentRouteRef,
    }),
  );

/**
 * The scorecard of a service in a few words, for its overview page.
 *
 * @public
 */
export const EntityDockerfileScorecardCard: () => JSX.Element =
  dockerfileScorecardPlugin.provide(
    createComponentExtension({
      name: 'EntityDockerfileScorecardCard',
      component: {
        lazy: () =>
          import('./components/OverviewCard').then(m => m.OverviewCard),
      },
    }),
  );

/**
 * Where the services of a group or a system stand, for its overview page.
 *
 * @public
 */
export const EntityDockerfileScorecardGroupCard: () => JSX.Element =
  dockerfileScorecardPlugin.provide(
    createComponentExtension({
      name: 'EntityDockerfileScorecardGroupCard',
      component: {
        lazy: () => import('./components/GroupCard').then(m => m.GroupCard),
      },
    }),
  );

/**
 * Narrows the list of the catalog by the level of the Dockerfiles; put it among the filters of the catalog's page.
 *
 * @public
 */
export const DockerfileScorecardLevelFilter: () => JSX.Element | null =
  dockerfileScorecardPlugin.provide(
    createComponentExtension({
      name: 'DockerfileScorecardLevelFilter',
      component: {
        lazy: () => import('./components/LevelFilter').then(m => m.LevelFilter),
      },
    }),
  );

/**
 * What to fix first in the services that the reader owns, for the home page.
 *
 * @public
 */
export const HomeDockerfileScorecardYourServices =
  dockerfileScorecardPlugin.provide(
    createCardExtension({
      name: 'HomeDockerfileScorecardYourServices',
      title: 'Dockerfiles of your services',
      components: async () => {
        const { YourServices } = await import('./components/YourServices');
        return { Content: YourServices };
      },
    }),
  );

/**
 * The preview of the Dockerfile in the forms of templates; put it among the `ScaffolderFieldExtensions`.
 *
 * @public
 */
export const DockerfilePreviewFieldExtension =
  dockerfileScorecardPlugin.provide(
    createScaffolderFieldExtension({
      name: DOCKERFILE_PREVIEW,
      component: LazyDockerfilePreview,
      schema: dockerfilePreviewSchema.schema,
    }),
  );

/**
 * The name of a new service in the forms of templates; put it among the `ScaffolderFieldExtensions`.
 *
 * @public
 */
export const ServiceNameFieldExtension = dockerfileScorecardPlugin.provide(
  createScaffolderFieldExtension({
    name: SERVICE_NAME,
    component: ServiceName,
    schema: serviceNameSchema.schema,
    validation: validateServiceName,
  }),
);

import AssignmentTurnedInIcon from '@material-ui/icons/AssignmentTurnedIn';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  CatalogFilterBlueprint,
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { DockerfileScorecardClient } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from './api';
import {
  entityContentRouteRef,
  rootRouteRef,
  templateRouteRef,
} from './routes';

const clientApi = ApiBlueprint.make({
  params: define =>
    define({
      api: dockerfileScorecardApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DockerfileScorecardClient(deps),
    }),
});

const fleetPage = PageBlueprint.make({
  params: {
    path: '/dockerfile-scorecard',
    // short enough for the sidebar
    title: 'Dockerfiles',
    icon: <AssignmentTurnedInIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
    loader: () => import('./pages/FleetPage').then(m => <m.FleetPage />),
  },
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/dockerfile',
    title: 'Dockerfile',
    filter: { kind: 'component' },
    routeRef: entityContentRouteRef,
    loader: () =>
      import('./components/ServiceScorecard').then(m => <m.ServiceScorecard />),
  },
});

const overviewCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    filter: { kind: 'component' },
    loader: () =>
      import('./components/OverviewCard').then(m => <m.OverviewCard />),
  },
});

const groupCard = EntityCardBlueprint.make({
  name: 'group',
  params: {
    filter: { kind: { $in: ['group', 'system'] } },
    loader: () => import('./components/GroupCard').then(m => <m.GroupCard />),
  },
});

const levelFilter = CatalogFilterBlueprint.make({
  name: 'level',
  params: {
    loader: async () => {
      const { LevelFilter } = await import('./components/LevelFilter');
      return <LevelFilter />;
    },
  },
});

const yourServices = HomePageWidgetBlueprint.make({
  name: 'your-services',
  params: {
    name: 'DockerfileScorecardYourServices',
    title: 'Dockerfiles of your services',
    description: 'What to fix first in the services that you own',
    components: async () => {
      const { YourServices } = await import('./components/YourServices');
      return { Content: YourServices };
    },
    layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
  },
});

const dockerfilePreview = FormFieldBlueprint.make({
  name: 'dockerfile-preview',
  params: {
    field: () =>
      import('./components/TemplatePreview/field').then(
        m => m.dockerfilePreviewField,
      ),
  },
});

const serviceName = FormFieldBlueprint.make({
  name: 'service-name',
  params: {
    field: () =>
      import('./components/ServiceName/field').then(m => m.serviceNameField),
  },
});

/**
 * Scorecards of Dockerfiles: a page for the fleet, a tab and an overview card for each service, a card for groups and systems, a
 * filter of the catalog, a widget for the home page, and two fields for the forms of templates.
 *
 * @public
 */
export const dockerfileScorecardPlugin = createFrontendPlugin({
  pluginId: 'dockerfile-scorecard',
  title: 'Dockerfile scorecards',
  icon: <AssignmentTurnedInIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  extensions: [
    clientApi,
    fleetPage,
    entityContent,
    overviewCard,
    groupCard,
    levelFilter,
    yourServices,
    dockerfilePreview,
    serviceName,
  ],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { template: templateRouteRef },
});

import AssignmentTurnedInIcon from '@material-ui/icons/AssignmentTurnedIn';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { DockerfileScorecardClient } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from './api';
import { entityContentRouteRef, rootRouteRef } from './routes';

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
 * Scorecards of Dockerfiles: a page for the fleet, a tab and an overview card for each service, and two fields for the forms of
 * templates.
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
    dockerfilePreview,
    serviceName,
  ],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
});

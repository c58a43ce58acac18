import { screen } from '@testing-library/react';
import {
  createExtensionTester,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { InMemoryScorecards } from '../dev/InMemoryScorecards';
import { sampleEntities } from '../dev/samples/entities';
import plugin, { dockerfileScorecardApiRef, rootRouteRef } from '.';

const apis = [
  [dockerfileScorecardApiRef, new InMemoryScorecards()],
  [catalogApiRef, catalogApiMock({ entities: sampleEntities })],
] as const;
const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };
const [entity] = sampleEntities;

describe('the plugin in the new frontend system', () => {
  it('has the fleet page at its path, without a header of its own', async () => {
    const page = plugin.getExtension('page:dockerfile-scorecard');
    expect(createExtensionTester(page).get(coreExtensionData.routePath)).toBe(
      '/dockerfile-scorecard',
    );
    expect(plugin.routes.root).toBe(rootRouteRef);
    renderTestApp({
      extensions: [page],
      initialRouteEntries: ['/dockerfile-scorecard'],
      apis,
      mountedRoutes,
    });
    expect(
      await screen.findByRole('rowheader', { name: 'orders-api' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('banner')).not.toBeInTheDocument();
  });

  it('has a tab for components', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity }),
        plugin.getExtension('entity-content:dockerfile-scorecard'),
      ],
      apis,
      mountedRoutes,
    });
    expect(
      await screen.findByText('This image builds, but it cannot start.'),
    ).toBeInTheDocument();
  });

  it('has a card for the overview of components', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity }),
        plugin.getExtension('entity-card:dockerfile-scorecard/overview'),
      ],
      apis,
      mountedRoutes,
    });
    expect(await screen.findByText(/Fix first/)).toBeInTheDocument();
  });

  it.each(['dockerfile-preview', 'service-name'] as const)(
    'has the field %s for the forms of templates',
    async name => {
      const extension = createExtensionTester(
        plugin.getExtension(
          `scaffolder-form-field:dockerfile-scorecard/${name}` as const,
        ),
      );
      const load = extension.get(FormFieldBlueprint.dataRefs.formFieldLoader);
      expect(await load()).toMatchObject({
        $$type: '@backstage/scaffolder/FormField',
      });
    },
  );

  it('talks to the backend plugin', () => {
    const api = createExtensionTester(
      plugin.getExtension('api:dockerfile-scorecard'),
      {
        apis: [mockApis.discovery(), mockApis.fetch()],
      },
    );
    expect(api.snapshot().id).toBe('api:dockerfile-scorecard');
  });
});

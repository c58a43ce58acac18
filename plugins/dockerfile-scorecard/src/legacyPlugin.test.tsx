import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { InMemoryScorecards } from '../dev/InMemoryScorecards';
import { sampleEntities } from '../dev/samples/entities';
import {
  DockerfilePreviewFieldExtension,
  ServiceNameFieldExtension,
  DockerfileScorecardPage,
  dockerfileScorecardApiRef,
  dockerfileScorecardPlugin,
  EntityDockerfileScorecardCard,
  EntityDockerfileScorecardContent,
  rootRouteRef,
} from './legacy';

const [entity] = sampleEntities;

function show(element: JSX.Element) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [dockerfileScorecardApiRef, new InMemoryScorecards()],
        [catalogApiRef, catalogApiMock({ entities: sampleEntities })],
      ]}
    >
      <EntityProvider entity={entity}>
        <Routes>
          <Route path="*" element={element} />
        </Routes>
      </EntityProvider>
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
}

describe('the plugin in the old frontend system', () => {
  it('has the fleet page with a header', async () => {
    await show(<DockerfileScorecardPage />);
    expect(
      await screen.findByRole('heading', { name: 'Dockerfile scorecards' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('rowheader', { name: 'orders-api' }),
    ).toBeInTheDocument();
  });

  it('has a tab for components', async () => {
    await show(<EntityDockerfileScorecardContent />);
    expect(
      await screen.findByText('This image builds, but it cannot start.'),
    ).toBeInTheDocument();
  });

  it('has a card for the overview of components', async () => {
    await show(<EntityDockerfileScorecardCard />);
    expect(await screen.findByText(/Fix first/)).toBeInTheDocument();
  });

  it('has fields for the forms of templates', async () => {
    function Names() {
      const fields = useCustomFieldExtensions(
        <ScaffolderFieldExtensions>
          <DockerfilePreviewFieldExtension />
          <ServiceNameFieldExtension />
        </ScaffolderFieldExtensions>,
      );
      return <p>{fields.map(({ name }) => name).join()}</p>;
    }
    await show(<Names />);
    expect(
      screen.getByText('DockerfilePreview,ServiceName'),
    ).toBeInTheDocument();
  });

  it('brings its own client', () => {
    expect(
      [...dockerfileScorecardPlugin.getApis()].map(({ api }) => api.id),
    ).toEqual(['plugin.dockerfile-scorecard.client']);
    expect(dockerfileScorecardPlugin.routes.root).toBe(rootRouteRef);
  });
});

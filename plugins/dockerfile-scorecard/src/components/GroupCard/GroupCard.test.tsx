import { screen, within } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { InMemoryScorecards } from '../../../dev/InMemoryScorecards';
import { fakeApi } from '../../../dev/testing';
import { dockerfileScorecardApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { GroupCard } from './GroupCard';

function show(
  kind: string,
  name: string,
  api: ReturnType<typeof fakeApi> = new InMemoryScorecards(),
) {
  return renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind,
        metadata: { namespace: 'default', name },
      }}
    >
      <GroupCard />
    </EntityProvider>,
    {
      apis: [[dockerfileScorecardApiRef, api]],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/dockerfile-scorecard': rootRouteRef,
      },
    },
  );
}

describe('the card of groups and systems', () => {
  it('counts the services of a group by level and leads to them', async () => {
    show('Group', 'payments');
    const [part] = within((await screen.findAllByRole('list'))[0]).getAllByRole(
      'link',
    );
    expect(part).toHaveAttribute(
      'href',
      expect.stringMatching(
        /^\/dockerfile-scorecard\?owner=group%3Adefault%2Fpayments&level=\w+$/,
      ),
    );
    expect(screen.getByText('Rules that fail most:')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /See the services/ }),
    ).toHaveAttribute(
      'href',
      '/dockerfile-scorecard?owner=group%3Adefault%2Fpayments',
    );
  });

  it('asks for the services of a system by the system', async () => {
    const getFleetSummary = jest.fn(
      new InMemoryScorecards().getFleetSummary.bind(new InMemoryScorecards()),
    );
    show('System', 'shop', fakeApi({ getFleetSummary }));
    await screen.findByText('Rules that fail most:');
    expect(getFleetSummary).toHaveBeenCalledWith(
      { system: ['system:default/shop'], groupBy: 'level' },
      expect.anything(),
    );
  });

  it('says when there is nothing to count', async () => {
    show('Group', 'nobody');
    expect(
      await screen.findByText('It owns no service that is scanned.'),
    ).toBeInTheDocument();
  });

  it('says why the figures could not be loaded', async () => {
    show(
      'Group',
      'search',
      fakeApi({
        getFleetSummary: async () => {
          throw new Error('The database is away');
        },
      }),
    );
    expect(
      await screen.findByText(
        'The figures could not be loaded. The database is away',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });
});

import { screen } from '@testing-library/react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { identityApiRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { InMemoryScorecards } from '../../../dev/InMemoryScorecards';
import { fakeApi } from '../../../dev/testing';
import { dockerfileScorecardApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { YourServices } from './YourServices';

const owners = ['user:default/ada', 'group:default/search'];

function show(parts: Parameters<typeof fakeApi>[0]) {
  return renderInTestApp(<YourServices />, {
    apis: [
      [dockerfileScorecardApiRef, fakeApi(parts)],
      [
        identityApiRef,
        mockApis.identity({
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: owners,
        }),
      ],
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/dockerfile-scorecard': rootRouteRef,
    },
  });
}

describe('your services', () => {
  it('lists what the reader owns, with what to fix first', async () => {
    const samples = new InMemoryScorecards();
    const listScorecards = jest.fn(samples.listScorecards.bind(samples));
    show({ listScorecards });
    await screen.findByRole('list', { name: 'Services' });
    expect(listScorecards).toHaveBeenCalledWith(
      expect.objectContaining({
        owner: owners,
        orderBy: { field: 'score', order: 'asc' },
      }),
      expect.anything(),
    );
  });

  it('leads to the rest', async () => {
    const samples = new InMemoryScorecards();
    show({
      listScorecards: query =>
        samples.listScorecards({ ...query, owner: undefined, limit: 2 }),
    });
    expect(
      await screen.findByRole('link', { name: /^See all \d+ services$/ }),
    ).toHaveAttribute(
      'href',
      '/dockerfile-scorecard?owner=user%3Adefault%2Fada&owner=group%3Adefault%2Fsearch',
    );
  });

  it('says when there are none, and when they cannot be loaded', async () => {
    show({
      listScorecards: async () => ({ items: [], totalItems: 0, pageInfo: {} }),
    });
    expect(
      await screen.findByText(
        'You and your groups own no service that is scanned.',
      ),
    ).toBeInTheDocument();
  });

  it('can be asked again when it failed', async () => {
    show({
      listScorecards: async () => {
        throw new Error('The backend is away');
      },
    });
    expect(
      await screen.findByText(
        /^Your services could not be loaded\. The backend is away/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });
});

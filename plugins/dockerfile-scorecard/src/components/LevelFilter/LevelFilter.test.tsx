import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { MockEntityListContextProvider } from '@backstage/plugin-catalog-react/testUtils';
import { EntityKindFilter } from '@backstage/plugin-catalog-react';
import { service } from '../../../dev/samples';
import { fakeApi } from '../../../dev/testing';
import { dockerfileScorecardApiRef } from '../../api';
import { LevelFilter } from './LevelFilter';
import type { ScorecardLevelFilter } from './ScorecardLevelFilter';

function entity(name: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
  };
}

function show(kind = 'component') {
  const updateFilters = jest.fn();
  const listScorecards = jest.fn(async ({ cursor }: { cursor?: string }) => ({
    items: [service(cursor ? 'second' : 'first', [])],
    totalItems: 2,
    pageInfo: cursor ? {} : { nextCursor: 'next' },
  }));
  renderInTestApp(
    <MockEntityListContextProvider
      value={{
        updateFilters,
        filters: { kind: new EntityKindFilter(kind, kind) },
      }}
    >
      <LevelFilter />
    </MockEntityListContextProvider>,
    { apis: [[dockerfileScorecardApiRef, fakeApi({ listScorecards })]] },
  );
  return { updateFilters, listScorecards };
}

describe('the filter of the catalog', () => {
  it('keeps the services of the chosen levels, from all pages', async () => {
    const user = userEvent.setup();
    const { updateFilters, listScorecards } = show();
    await user.click(await screen.findByLabelText('None'));
    await waitFor(() =>
      expect(updateFilters.mock.lastCall?.[0].dockerfileLevel).toBeDefined(),
    );
    const filter: ScorecardLevelFilter =
      updateFilters.mock.lastCall?.[0].dockerfileLevel;
    expect(listScorecards).toHaveBeenCalledWith(
      expect.objectContaining({ level: ['none'], state: ['scored'] }),
      expect.anything(),
    );
    expect(
      ['first', 'second', 'other'].filter(name =>
        filter.filterEntity(entity(name)),
      ),
    ).toEqual(['first', 'second']);
    expect(filter.toQueryValue()).toEqual(['none']);
    expect(filter.getCatalogFilters()).toEqual({
      'metadata.name': ['first', 'second'],
    });

    await user.click(screen.getByLabelText('None'));
    await waitFor(() =>
      expect(updateFilters).toHaveBeenLastCalledWith({
        dockerfileLevel: undefined,
      }),
    );
  });

  it('is not there for kinds that have no Dockerfiles', async () => {
    show('group');
    await waitFor(() =>
      expect(screen.queryByText('Dockerfile')).not.toBeInTheDocument(),
    );
  });
});

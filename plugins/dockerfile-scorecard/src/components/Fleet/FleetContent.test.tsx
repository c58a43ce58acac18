import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InputError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type {
  DockerfileScorecardApi,
  DockerfileScorecardFleetApi,
  ListScorecardsQuery,
  ScorecardList,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { InMemoryScorecards } from '../../../dev/InMemoryScorecards';
import { sampleEntities } from '../../../dev/samples/entities';
import { dockerfileScorecardApiRef } from '../../api';
import { CurrentUrl, fakeApi } from '../../../dev/testing';
import { FleetContent } from './FleetContent';

function show(
  api: DockerfileScorecardApi & DockerfileScorecardFleetApi,
  url = '/',
) {
  return renderInTestApp(
    <>
      <FleetContent />
      <CurrentUrl />
    </>,
    {
      apis: [
        [dockerfileScorecardApiRef, api],
        [catalogApiRef, catalogApiMock({ entities: sampleEntities })],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [url],
    },
  );
}

const serviceNames = () =>
  screen.getAllByRole('rowheader').map(cell => cell.textContent);

const noScans = {
  services: 0,
  due: 0,
  running: 0,
  done: 0,
  failed: [],
};

describe('the fleet page', () => {
  it('shows services, worst first, with links to their tabs', async () => {
    show(new InMemoryScorecards());
    const row = (
      await screen.findByRole('rowheader', { name: 'orders-api' })
    ).closest('tr')!;
    expect(serviceNames()[0]).toBe('platform');
    expect(row).toHaveTextContent('None58');
    expect(row).toHaveTextContent(
      'line 9 Installed packages stay in the builder',
    );
    expect(row).toHaveTextContent('2 Mar 2025');
    expect(
      within(row).getByRole('link', { name: 'orders-api' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/orders-api/dockerfile',
    );
    expect(within(row).getByRole('link', { name: 'line 9' })).toHaveAttribute(
      'href',
      expect.stringMatching(
        /\/dockerfile\?dockerfile=services%2Forders%2FDockerfile&line=9$/,
      ),
    );
    expect(within(row).getByRole('link', { name: /payments/ })).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
    expect(
      screen.getByRole('rowheader', { name: 'platform' }).closest('tr'),
    ).toHaveTextContent('python:3.9-slim-buster ended 2024-06-30');
  });

  it('has a word for every state', async () => {
    show(new InMemoryScorecards());
    const row = async (name: string) =>
      (await screen.findByRole('rowheader', { name })).closest('tr');
    expect(await row('design-tokens')).toHaveTextContent('No Dockerfile');
    expect(await row('new-service')).toHaveTextContent(
      'Waiting for its first scan',
    );
    expect(await row('vault-proxy')).toHaveTextContent('Scan failed');
    expect(await row('sandbox')).toHaveTextContent('Excluded');
    expect(await row('billing')).toHaveTextContent('from 3 days ago');
    expect(await row('service-template')).toHaveTextContent('Cannot be judged');
  });

  it('counts levels and tells how scanning gets on', async () => {
    show(new InMemoryScorecards());
    expect(
      await screen.findByRole('link', { name: 'None 5' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Gold 1' })).toBeInTheDocument();
    expect(
      screen.getByText(
        /^4 services have no Dockerfile, cannot be judged, wait for their first scan/,
      ),
    ).toBeInTheDocument();
    const head = await screen.findByText(/^10 services · catalog read/);
    expect(
      within(head).getByRole('link', { name: '1 more excluded' }),
    ).toHaveAttribute('href', '/?state=excluded');
    expect(await screen.findByText(/Scanning, 3 to go/)).toBeInTheDocument();
  });

  it('filters by what the URL says and lets go of it', async () => {
    const user = userEvent.setup();
    show(
      new InMemoryScorecards(),
      '/?owner=group:default/search&level=gold&page=2',
    );
    await screen.findByRole('rowheader', { name: 'search-api' });
    expect(serviceNames()).toEqual(['search-api']);
    await user.click(
      screen.getByRole('link', { name: 'Remove filter Owner: search' }),
    );
    await waitFor(() =>
      expect(screen.getByTestId('url')).toHaveTextContent(/^\/\?level=gold$/),
    );
    await user.click(
      screen.getByRole('link', { name: 'Remove filter Level: Gold' }),
    );
    await waitFor(() => expect(serviceNames()).toHaveLength(11));
  });

  it('puts a chosen filter into the URL', async () => {
    const user = userEvent.setup();
    show(new InMemoryScorecards());
    await screen.findByRole('rowheader', { name: 'platform' });
    await user.click(screen.getByRole('textbox', { name: 'System' }));
    await user.click(await screen.findByRole('option', { name: 'discovery' }));
    await waitFor(() =>
      expect(screen.getByTestId('url')).toHaveTextContent(
        'system=system%3Adefault%2Fdiscovery',
      ),
    );
    await waitFor(() => expect(serviceNames()).toEqual(['search-api']));
  });

  it('narrows to a level from the bar, by keyboard', async () => {
    const user = userEvent.setup();
    show(new InMemoryScorecards());
    (await screen.findByRole('link', { name: 'Gold 1' })).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(serviceNames()).toEqual(['search-api']));
    expect(screen.getByTestId('url')).toHaveTextContent('/?level=gold');
  });

  it('searches while one types', async () => {
    const user = userEvent.setup();
    show(new InMemoryScorecards());
    await user.type(
      await screen.findByRole('searchbox', { name: 'Search by name' }),
      'vault',
    );
    await waitFor(() => expect(serviceNames()).toEqual(['vault-proxy']));
    expect(screen.getByTestId('url')).toHaveTextContent('/?q=vault');
  });

  it('has the server sort, and turns the order on the second click', async () => {
    const user = userEvent.setup();
    const api = new InMemoryScorecards();
    const list = jest.spyOn(api, 'listScorecards');
    show(api);
    await screen.findByRole('rowheader', { name: 'platform' });
    await user.click(screen.getByRole('button', { name: 'Service' }));
    await waitFor(() => expect(serviceNames()[0]).toBe('billing'));
    await user.click(screen.getByRole('button', { name: 'Service' }));
    await waitFor(() => expect(serviceNames()[0]).toBe('vault-proxy'));
    expect(screen.getByTestId('url')).toHaveTextContent('orderBy=name%3Adesc');
    expect(list).toHaveBeenCalledWith(
      expect.objectContaining({ orderBy: { field: 'name', order: 'desc' } }),
      expect.anything(),
    );
  });

  it('pages by cursor, in the URL', async () => {
    const user = userEvent.setup();
    const inMemory = new InMemoryScorecards();
    const small = (query: ListScorecardsQuery) =>
      inMemory.listScorecards({
        ...query,
        limit: Math.min(query.limit ?? 4, 4),
      });
    show(
      fakeApi({
        getScans: async () => noScans,
        listScorecards: small,
      }),
    );
    await screen.findByRole('rowheader', { name: 'platform' });
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(serviceNames()).not.toContain('platform'));
    expect(screen.getByTestId('url')).toHaveTextContent('/?cursor=4&page=2');
    const pages = screen.getByRole('navigation', { name: 'Pages' });
    await waitFor(() => expect(pages).toHaveTextContent(/26–29 of 11/));
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() =>
      expect(screen.getByTestId('url')).toHaveTextContent('/?cursor=8&page=3'),
    );
    await user.click(screen.getByRole('button', { name: 'Previous page' }));
    await waitFor(() =>
      expect(screen.getByTestId('url')).toHaveTextContent('/?cursor=4&page=2'),
    );
    await user.click(screen.getByRole('button', { name: 'Previous page' }));
    await waitFor(() => expect(serviceNames()).toContain('platform'));
  });

  it('goes to the first page when the one of the address is no more', async () => {
    const inMemory = new InMemoryScorecards();
    show(
      fakeApi({
        getScans: async () => noScans,
        listScorecards: async query => {
          if (query.cursor) throw new InputError('The cursor is not valid');
          return inMemory.listScorecards(query);
        },
      }),
      '/?cursor=old&page=3&owner=group:default/payments',
    );
    await screen.findByRole('rowheader', { name: 'orders-api' });
    expect(screen.getByTestId('url')).toHaveTextContent(
      '/?owner=group%3Adefault%2Fpayments',
    );
  });

  it('shows new results when a scan is done', async () => {
    const inMemory = new InMemoryScorecards();
    let done = 1;
    const list = jest.fn((query: ListScorecardsQuery) =>
      inMemory.listScorecards(done === 1 ? { ...query, q: 'platform' } : query),
    );
    show(
      fakeApi({
        getScans: async () => ({ ...noScans, due: 1, done }),
        listScorecards: list,
      }),
    );
    await screen.findByRole('rowheader', { name: 'platform' });
    expect(serviceNames()).toEqual(['platform']);
    done = 2;
    await waitFor(() => expect(serviceNames()).toHaveLength(11), {
      timeout: 15_000,
    });
  });

  it('offers to show everything when nothing matches', async () => {
    const user = userEvent.setup();
    show(new InMemoryScorecards(), '/?q=nothing-like-it&level=gold');
    await screen.findByText('No service matches these filters');
    await user.click(screen.getByRole('link', { name: 'Show all services' }));
    await waitFor(() => expect(serviceNames()).toHaveLength(11));
  });

  it('explains an empty fleet', async () => {
    const empty: ScorecardList = { items: [], totalItems: 0, pageInfo: {} };
    show(
      fakeApi({
        listScorecards: async () => empty,
        getScans: async () => noScans,
      }),
    );
    expect(await screen.findByText('No services yet')).toBeInTheDocument();
    expect(screen.getByText('All services are scanned')).toBeInTheDocument();
  });

  it('shows why the services could not be loaded and tries again', async () => {
    const user = userEvent.setup();
    const inMemory = new InMemoryScorecards();
    let broken = true;
    show(
      fakeApi({
        getScans: async () => noScans,
        listScorecards: async query => {
          if (broken) throw new Error('The database is away');
          return inMemory.listScorecards(query);
        },
      }),
    );
    expect(
      (await screen.findAllByText(/The services could not be loaded/))[0],
    ).toBeInTheDocument();
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('rowheader', { name: 'platform' }),
    ).toBeInTheDocument();
  });

  describe('the download as CSV', () => {
    const saved = jest.fn<void, [string, string]>();
    const files = new Map<string, Blob>();
    // jsdom has neither of the two, and does not follow links
    const { createObjectURL, revokeObjectURL } = URL;
    beforeEach(() => {
      saved.mockClear();
      URL.createObjectURL = file => {
        files.set('blob:services', file as Blob);
        return 'blob:services';
      };
      URL.revokeObjectURL = url => void files.delete(url);
      jest
        .spyOn(HTMLAnchorElement.prototype, 'click')
        .mockImplementation(function click(this: HTMLAnchorElement) {
          saved(this.href, this.download);
        });
    });
    afterEach(() => {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
      jest.restoreAllMocks();
    });

    it('holds all pages of what is filtered, in the order of the table', async () => {
      const user = userEvent.setup();
      const inMemory = new InMemoryScorecards();
      const exported = jest.fn(async () => new Blob(['entityRef\r\n']));
      show(
        fakeApi({
          getScans: async () => noScans,
          listScorecards: query => inMemory.listScorecards(query),
          exportScorecards: exported,
        }),
        '/?owner=group:default/payments&orderBy=name:desc&q=api',
      );
      await user.click(
        await screen.findByRole('button', { name: 'Download CSV' }),
      );
      await waitFor(() =>
        expect(saved).toHaveBeenCalledWith(
          'blob:services',
          'dockerfile-scorecards.csv',
        ),
      );
      expect(exported).toHaveBeenCalledWith({
        owner: ['group:default/payments'],
        q: 'api',
        orderBy: { field: 'name', order: 'desc' },
      });
      expect(files.size).toBe(0);
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    });

    it('says why it failed, at the button', async () => {
      const user = userEvent.setup();
      const inMemory = new InMemoryScorecards();
      show(
        fakeApi({
          getScans: async () => noScans,
          listScorecards: query => inMemory.listScorecards(query),
          exportScorecards: async () => {
            throw new Error('The database is away');
          },
        }),
      );
      await user.click(
        await screen.findByRole('button', { name: 'Download CSV' }),
      );
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'The download failed: The database is away',
      );
      expect(saved).not.toHaveBeenCalled();
      expect(
        screen.getByRole('button', { name: 'Download CSV' }),
      ).toBeEnabled();
    });
  });
});

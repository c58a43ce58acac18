import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type {
  DockerfileScorecardApi,
  DockerfileScorecardFleetApi,
  Waiver,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { InMemoryScorecards } from '../../../../dev/InMemoryScorecards';
import { sampleEntities } from '../../../../dev/samples/entities';
import { CurrentUrl, fakeApi } from '../../../../dev/testing';
import { dockerfileScorecardApiRef } from '../../../api';
import { FleetContent } from '../FleetContent';

function show(
  tab: string,
  api: DockerfileScorecardApi &
    DockerfileScorecardFleetApi = new InMemoryScorecards(),
  mayApprove:
    | AuthorizeResult.ALLOW
    | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
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
        [permissionApiRef, mockApis.permission({ authorize: mayApprove })],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [`/?tab=${tab}`],
    },
  );
}

const table = async (name: string) =>
  within(await screen.findByRole('table', { name }, { timeout: 10_000 }));

describe('the parts of the fleet page', () => {
  it('leads from a team and from a rule to their services', async () => {
    show('overview');
    const teams = await table('Teams by part of the score');
    expect(teams.getByRole('link', { name: 'search' })).toHaveAttribute(
      'href',
      '/?owner=group%3Adefault%2Fsearch',
    );
    const rules = await table('Rules that fail most');
    expect(rules.getAllByRole('row').length).toBeGreaterThan(2);
    expect(rules.getAllByRole('link')[0]).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/\?rule=[\w-]+$/),
    );
  });

  it('says what changed and through which rule', async () => {
    show('overview');
    const movement = await table('Services that got worse');
    const row = movement.getByRole('rowheader', { name: 'orders-api' });
    expect(row.closest('tr')).toHaveTextContent(
      'Silver 97 → None 58Began to fail: Installed packages stay in the builder',
    );
  });

  it('lists base images and leads to the services of one', async () => {
    show('base-images');
    const images = await table('Base images');
    const ends = await table('Base images by the month of their end of life');
    expect(
      ends.getByRole('rowheader', { name: 'Already ended' }).closest('tr'),
    ).toHaveTextContent('python:3.9-slim-buster');
    const row = images
      .getByRole('rowheader', { name: 'python:3.9-slim-buster' })
      .closest('tr')!;
    expect(row).toHaveTextContent('ended 2024-06-30');
    expect(within(row).getByRole('link')).toHaveAttribute(
      'href',
      '/?image=python%3A3.9-slim-buster',
    );
  });

  it('works out who a ban hits', async () => {
    const user = userEvent.setup();
    show('base-images');
    await user.type(
      await screen.findByLabelText('Images to ban', {}, { timeout: 10_000 }),
      'python:3.9*',
    );
    await user.click(
      screen.getByRole('button', { name: 'Show who is affected' }),
    );
    const affected = await table('Services affected');
    expect(
      affected.getByRole('rowheader', { name: 'platform' }),
    ).toBeInTheDocument();
    expect(screen.getByTestId('url')).toHaveTextContent('ban=python%3A3.9*');
  });

  it('asks one question at a time', async () => {
    const user = userEvent.setup();
    const getBaseImageImpact = jest.fn(async () => ({
      affected: 0,
      before: { none: 0, bronze: 0, silver: 0, gold: 0 },
      after: { none: 0, bronze: 0, silver: 0, gold: 0 },
      items: [],
    }));
    show('base-images&ban=*alpine*', {
      ...fakeApi({ getScans: async () => new InMemoryScorecards().getScans() }),
      getBaseImageImpact,
    });
    const allow = await screen.findByLabelText(
      'Only these images',
      {},
      { timeout: 10_000 },
    );
    expect(screen.getByLabelText('Images to ban')).toHaveValue('*alpine*');
    await user.type(allow, '*slim*');
    await user.click(
      screen.getByRole('button', { name: 'Show who would have to move' }),
    );
    expect(
      await screen.findByText('Every service uses allowed images only.'),
    ).toBeInTheDocument();
    expect(getBaseImageImpact).toHaveBeenLastCalledWith(
      expect.objectContaining({ allow: ['*slim*'] }),
      expect.anything(),
    );
    expect(screen.getByLabelText('Images to ban')).toHaveValue('');
  });

  it('ranks images that are not known, with the entry that describes them', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(window.navigator.clipboard, 'writeText');
    const unknown = {
      image: 'registry.example.com/base/python:3.14',
      unknown: 'nobody has described it',
      services: 12,
      final: 12,
      build: 0,
      copy: 0,
    };
    show(
      'base-images',
      fakeApi({
        getScans: async () => new InMemoryScorecards().getScans(),
        listBaseImages: async query =>
          query?.unknownImage
            ? { items: [unknown], totalItems: 1 }
            : { items: [], totalItems: 0 },
      }),
    );
    const images = await table('Unknown images');
    expect(images.getByRole('link', { name: '12' })).toHaveAttribute(
      'href',
      '/?image=registry.example.com%2Fbase%2Fpython%3A3.14',
    );
    await user.click(
      images.getByRole('button', { name: /^Copy entry for registry/ }),
    );
    expect(copied).toHaveBeenCalledWith(
      expect.stringContaining(
        "      'registry.example.com/base/python:3.14':\n",
      ),
    );
  });

  it('lists rules with their text, those that fail most first', async () => {
    show('rules');
    const rules = await table('Rules');
    expect(rules.getAllByRole('rowheader').length).toBeGreaterThan(5);
    expect(rules.getAllByText('Instead of').length).toBeGreaterThan(5);
  });

  it('approves what waits, and leads to the services with waived rules', async () => {
    const user = userEvent.setup();
    const asked = {
      id: 'w1',
      entityRef: 'component:default/orders-api',
      rule: 'deps-not-copied',
      reason: 'OPS-12',
      until: '2999-01-31',
      state: 'requested' as const,
      requestedBy: 'user:default/ada',
      requestedAt: '2026-11-20T08:00:00Z',
    };
    let items: Waiver[] = [asked];
    const decideWaiver = jest.fn(async () => {
      items = [{ ...asked, state: 'approved' }];
      return items[0];
    });
    show(
      'waivers',
      fakeApi({
        getScans: async () => new InMemoryScorecards().getScans(),
        listWaivers: async query => {
          const found = items.filter(({ state }) =>
            query?.waiverState?.includes(state),
          );
          return { items: found, totalItems: found.length };
        },
        decideWaiver,
      }),
    );
    const requested = await table('Requested waivers');
    expect(
      await screen.findByRole('link', { name: 'Waivers · 1' }),
    ).toBeInTheDocument();
    await user.click(
      await requested.findByRole('button', { name: /^Approve/ }),
    );
    expect(decideWaiver).toHaveBeenCalledWith('w1', 'approve', undefined);
    const inForce = await table('Waivers in force');
    expect(inForce.getByRole('rowheader')).toHaveTextContent('orders-api');
    expect(screen.getByText(/^No request is waiting/)).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'Waivers' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Services with a waived rule' }),
    ).toHaveAttribute('href', '/?ruleState=waived');
  });

  it('offers no decision to those who may not approve', async () => {
    const asked = {
      id: 'w1',
      // the permission of another service may still be known
      entityRef: 'component:default/search-api',
      rule: 'deps-not-copied',
      reason: 'OPS-12',
      until: '2999-01-31',
      state: 'requested' as const,
      requestedBy: 'user:default/ada',
      requestedAt: '2026-11-20T08:00:00Z',
    };
    show(
      'waivers',
      fakeApi({
        getScans: async () => new InMemoryScorecards().getScans(),
        listWaivers: async () => ({ items: [asked], totalItems: 1 }),
      }),
      AuthorizeResult.DENY,
    );
    const requested = await table('Requested waivers');
    expect(requested.getByText('OPS-12')).toBeInTheDocument();
    expect(requested.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says why scans failed and which host is left alone', async () => {
    const requestScan = jest.fn(async () => ({
      entityRef: 'component:default/vault-proxy',
      status: 'queued' as const,
      position: 1,
    }));
    show(
      'scans',
      fakeApi({
        requestScan,
        getScans: async () => ({
          services: 3,
          due: 0,
          running: 0,
          done: 2,
          failed: [
            {
              entityRef: 'component:default/vault-proxy',
              reason: 'git.example.com refused the token',
              at: '2026-11-26T08:00:00Z',
            },
          ],
          hosts: [
            { host: 'git.example.com', blockedUntil: '2026-11-26T09:00:00Z' },
          ],
        }),
      }),
    );
    const failed = await table('Failed scans');
    expect(failed.getByText('git.example.com refused the token')).toBeVisible();
    await userEvent
      .setup()
      .click(
        failed.getByRole('button', { name: /^Scan again: .*vault-proxy$/ }),
      );
    expect(requestScan).toHaveBeenCalledWith({
      kind: 'component',
      namespace: 'default',
      name: 'vault-proxy',
    });
    expect(await failed.findByText('Requested')).toBeInTheDocument();
    expect(
      screen.getByText(/git\.example\.com is not read until/),
    ).toBeInTheDocument();
  });

  it('evaluates a Dockerfile in the browser', async () => {
    const user = userEvent.setup();
    show('playground');
    const input = await screen.findByLabelText(
      'Dockerfile',
      { selector: 'textarea' },
      { timeout: 20_000 },
    );
    expect(
      await screen.findByText('This image builds, but it cannot start.'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Apply all fixes' }));
    expect(
      await screen.findByText(
        /^Was none \d+, is \w+ \d+/,
        {},
        { timeout: 5_000 },
      ),
    ).toBeInTheDocument();
    expect((input as HTMLTextAreaElement).value).toContain('USER 10001');
    await user.click(
      screen.getByRole('button', { name: 'Split into two stages' }),
    );
    expect(await screen.findByText('It cannot be split:')).toBeInTheDocument();
    await user.clear(input);
    await user.type(input, 'FROM python:3.14-slim');
    expect(
      await screen.findByText(
        /^Not \w+ yet: The container runs/,
        {},
        { timeout: 5_000 },
      ),
    ).toBeInTheDocument();
  });
});

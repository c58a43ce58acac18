import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  DockerfileScorecardClient,
  type Scorecard,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { flask, gold, sampleRules, service } from '../../../dev/samples';
import { renderService } from '../../../dev/testing';
import { ServiceScorecard } from './ServiceScorecard';

const base = 'http://localhost:7007/api/dockerfile-scorecard';
const path = `${base}/scorecards/component/default/orders-api`;

describe('a rescan', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const client = new DockerfileScorecardClient({
    discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
    fetchApi: { fetch: (...args) => fetch(...args) },
  });

  function serve(answer: () => Scorecard) {
    server.use(
      http.get(path, () => HttpResponse.json(answer())),
      http.get(`${path}/history`, () =>
        HttpResponse.json({ items: [], pageInfo: {} }),
      ),
      http.get(`${base}/rules`, () =>
        HttpResponse.json({ items: sampleRules }),
      ),
    );
  }

  it('is followed from the queue to the new result', async () => {
    const user = userEvent.setup();
    let now = service('orders-api', [flask]);
    serve(() => now);
    const asked = jest.fn();
    server.use(
      http.post(`${path}/scan`, () => {
        asked();
        now = { ...now, scan: { status: 'queued', position: 3 } };
        return HttpResponse.json(
          { entityRef: now.entityRef, status: 'queued', position: 3 },
          { status: 202 },
        );
      }),
    );
    renderService(<ServiceScorecard />, { api: client });

    await user.click(await screen.findByRole('button', { name: 'Rescan' }));
    expect(
      await screen.findByText('Waiting for its turn, place 3'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Rescan' })).toBeDisabled();

    now = { ...now, scan: { status: 'running' } };
    expect(
      await screen.findByText('Scanning …', {}, { timeout: 10_000 }),
    ).toBeInTheDocument();

    now = service('orders-api', [gold]);
    expect(
      await screen.findByText(
        /^Was None \d+, is Gold 100: \d+ findings gone/,
        {},
        { timeout: 10_000 },
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Nothing is missing.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Rescan' })).toBeEnabled();
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('does not take an old result beside the new state for the new result', async () => {
    const user = userEvent.setup();
    const old = service('orders-api', [flask]);
    const answers = [old];
    serve(() => answers.shift() ?? service('orders-api', [gold]));
    server.use(
      http.post(`${path}/scan`, () => {
        // the scan ended between two reads of the backend: the row is old, the queue is empty
        answers.push(old);
        return HttpResponse.json(
          { entityRef: old.entityRef, status: 'queued', position: 1 },
          { status: 202 },
        );
      }),
    );
    renderService(<ServiceScorecard />, { api: client });
    await user.click(await screen.findByRole('button', { name: 'Rescan' }));
    const status = await screen.findByText(/^Was None \d+, is Gold 100/);
    expect(status).toBeInTheDocument();
    expect(screen.getByText('Nothing is missing.')).toBeInTheDocument();
  });

  it('says that nothing changed', async () => {
    const user = userEvent.setup();
    serve(() => service('orders-api', [flask]));
    server.use(
      http.post(`${path}/scan`, () =>
        HttpResponse.json(
          { entityRef: 'x', status: 'queued', position: 1 },
          { status: 202 },
        ),
      ),
    );
    renderService(<ServiceScorecard />, { api: client });
    await user.click(await screen.findByRole('button', { name: 'Rescan' }));
    expect(
      await screen.findByText('Nothing changed since revision 3f2c1a9.'),
    ).toBeInTheDocument();
  });

  it('waits for a scan that started after the request', async () => {
    const user = userEvent.setup();
    const at = (second: number) => `2026-11-26T08:00:0${second}.000Z`;
    const scanned = (second: number) => ({
      status: 'idle' as const,
      lastScan: {
        startedAt: at(second),
        finishedAt: at(second),
        outcome: 'changed' as const,
      },
    });
    const answers: Scorecard[] = [];
    serve(
      () =>
        answers.shift() ?? service('orders-api', [flask], { scan: scanned(1) }),
    );
    server.use(
      http.post(`${path}/scan`, () => {
        answers.push(
          service('orders-api', [flask], { scan: scanned(1) }),
          service('orders-api', [flask], { scan: scanned(1) }),
          service('orders-api', [gold], { scan: scanned(3) }),
        );
        return HttpResponse.json(
          {
            entityRef: 'x',
            status: 'queued',
            position: 1,
            requestedAt: at(2),
          },
          { status: 202 },
        );
      }),
    );
    renderService(<ServiceScorecard />, { api: client });
    await user.click(await screen.findByRole('button', { name: 'Rescan' }));
    expect(
      await screen.findByText(
        /^Was None \d+, is Gold 100/,
        {},
        { timeout: 5_000 },
      ),
    ).toBeInTheDocument();
  });

  function refuse(status: number, error: object, headers = {}) {
    server.use(
      http.post(`${path}/scan`, () =>
        HttpResponse.json(
          {
            error,
            request: { method: 'POST', url: '/scan' },
            response: { statusCode: status },
          },
          { status, headers },
        ),
      ),
    );
  }

  it('that comes too soon counts down at the button', async () => {
    const user = userEvent.setup();
    serve(() => service('orders-api', [flask]));
    const again = new Date(Date.now() + 6_000).toISOString();
    refuse(429, {
      name: 'TooManyRequestsError',
      message: `A scan was asked for a moment ago; ask again after ${again}`,
    });
    renderService(<ServiceScorecard />, { api: client });
    const button = await screen.findByRole('button', { name: 'Rescan' });
    await user.click(button);
    expect(
      await screen.findByText(/You can scan again in [1-6] s/),
    ).toHaveTextContent('It was scanned a moment ago.');
    expect(button).toBeDisabled();
    expect(
      screen.queryByText('This page could not be refreshed'),
    ).not.toBeInTheDocument();
    expect(
      screen.getByText('This image builds, but it cannot start.'),
    ).toBeInTheDocument();
    await waitFor(() => expect(button).toBeEnabled(), { timeout: 20_000 });
  });

  it('that is refused for another reason says it at the button', async () => {
    const user = userEvent.setup();
    serve(() => service('orders-api', [flask]));
    refuse(409, {
      name: 'ConflictError',
      message: 'The repository of component:default/orders-api is gone',
    });
    renderService(<ServiceScorecard />, { api: client });
    const button = await screen.findByRole('button', { name: 'Rescan' });
    await user.click(button);
    await screen.findByText(/The repository of .* is gone/);
    expect(button).toHaveAccessibleDescription(/is gone/);
    expect(button).toBeEnabled();
  });

  it('is not offered where a service is excluded', async () => {
    serve(() =>
      service('orders-api', [], {
        state: 'excluded',
        scannedAt: undefined,
        allowed: { rescan: false, requestWaiver: false, approveWaiver: false },
      }),
    );
    renderService(<ServiceScorecard />, { api: client });
    await screen.findByText(/remove the annotation/);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('is not offered to those who may not ask for it', async () => {
    serve(() =>
      service('orders-api', [flask], {
        allowed: { rescan: false, requestWaiver: false, approveWaiver: false },
      }),
    );
    renderService(<ServiceScorecard />, { api: client });
    const button = await screen.findByRole('button', { name: 'Rescan' });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(
      'You do not have permission to scan this service.',
    );
  });
});

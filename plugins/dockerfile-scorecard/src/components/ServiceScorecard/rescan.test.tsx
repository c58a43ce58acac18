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
        'Scanned: Gold, 100 of 100',
        {},
        { timeout: 10_000 },
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Nothing is missing.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Rescan' })).toBeEnabled();
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('that is refused leaves the result in sight and says why', async () => {
    const user = userEvent.setup();
    serve(() => service('orders-api', [flask]));
    server.use(
      http.post(`${path}/scan`, () =>
        HttpResponse.json(
          {
            error: { name: 'TooManyRequests', message: 'Scanned a moment ago' },
            request: { method: 'POST', url: '/scan' },
            response: { statusCode: 429 },
          },
          { status: 429 },
        ),
      ),
    );
    renderService(<ServiceScorecard />, { api: client });
    await user.click(await screen.findByRole('button', { name: 'Rescan' }));
    expect(await screen.findByText(/429/)).toBeInTheDocument();
    expect(
      screen.getByText('This image builds, but it cannot start.'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Rescan' })).toBeEnabled(),
    );
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
      'You may not start scans of this service',
    );
  });
});

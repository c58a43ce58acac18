import { screen } from '@testing-library/react';
import type { Scorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { flask, gold, service, template } from '../../../dev/samples';
import { fakeApi, renderService } from '../../../dev/testing';
import { OverviewCard } from './OverviewCard';

const show = (scorecard: Scorecard) =>
  renderService(<OverviewCard />, {
    api: fakeApi({ getScorecard: async () => scorecard }),
  });

describe('the overview card', () => {
  it('names the first thing to do and leads to its line', async () => {
    show(service('orders-api', [flask]));
    expect(
      await screen.findByRole('link', {
        name: 'Installed packages stay in the builder · line 9',
      }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/orders-api/dockerfile?dockerfile=services%2Forders%2FDockerfile&line=9',
    );
    expect(screen.getByText('58')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /See the scorecard/ }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/orders-api/dockerfile',
    );
  });

  it('has nothing to fix in a gold service', async () => {
    show(service('search-api', [gold]));
    expect(await screen.findByText('Nothing to fix.')).toBeInTheDocument();
  });

  it('does not praise what could not be judged', async () => {
    show(service('service-template', [template]));
    expect(
      await screen.findByText('Its Dockerfiles cannot be judged as they are.'),
    ).toBeInTheDocument();
  });

  it('tells that the result is old', async () => {
    show(
      service('billing', [flask], {
        stale: true,
        scannedAt: new Date(Date.now() - 2 * 86_400_000).toISOString(),
      }),
    );
    expect(
      await screen.findByText(
        'The newest scan failed; this is from 2 days ago',
      ),
    ).toBeInTheDocument();
  });

  it.each<[Scorecard['state'], string]>([
    ['pending', 'Waiting for its first scan.'],
    ['no-dockerfile', 'No Dockerfile found below its source location.'],
    ['failed', 'The scan failed: the reason'],
    ['excluded', 'Excluded from scanning: the reason'],
  ])('has words for a service that is %s', async (state, words) => {
    show(service('some-service', [], { state, reason: 'the reason' }));
    expect(
      await screen.findByText(words, { exact: false }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /See the scorecard/ }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['NotFoundError', 'Waiting for its first scan.'],
    ['NotAllowedError', 'You do not have permission to see this scorecard.'],
    ['Error', 'The scorecard could not be loaded. It broke'],
  ])('has words for a %s', async (name, words) => {
    renderService(<OverviewCard />, {
      api: fakeApi({
        getScorecard: async () => {
          throw Object.assign(new Error('It broke'), { name });
        },
      }),
    });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});

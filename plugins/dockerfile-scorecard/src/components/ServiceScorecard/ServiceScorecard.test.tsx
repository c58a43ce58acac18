import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Scorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { broken, flask, gold, service, template } from '../../../dev/samples';
import { fakeApi, renderService } from '../../../dev/testing';
import { ServiceScorecard } from './ServiceScorecard';

function named(name: string): Error {
  return Object.assign(new Error('from the backend'), { name });
}

function show(scorecard: Scorecard, url?: string) {
  return renderService(<ServiceScorecard />, {
    api: fakeApi({ getScorecard: async () => scorecard }),
    url,
  });
}

const never = { scannedAt: undefined, revision: undefined };

describe('the Dockerfile tab', () => {
  it('asks for the scorecard of the service whose page it is on', async () => {
    const getScorecard = jest.fn(async () => service('search-api', [gold]));
    renderService(<ServiceScorecard />, {
      api: fakeApi({ getScorecard }),
      entityRef: 'component:shop/search-api',
    });
    await screen.findByText('Nothing is missing.');
    expect(getScorecard).toHaveBeenCalledWith(
      { kind: 'component', namespace: 'shop', name: 'search-api' },
      expect.anything(),
    );
  });

  it('tells what changed when', async () => {
    show(service('orders-api', [flask]));
    const history = await screen.findByRole('table', {
      name: 'Changes of the scorecard',
    });
    expect(history).toHaveTextContent('12 October 2026');
    expect(history).toHaveTextContent('Silver 97 → None 48');
    expect(history).toHaveTextContent(
      'Began to fail: Installed packages stay in the builder',
    );
  });

  it('tells which rules the repository makes count differently, and what does not hold', async () => {
    const path = '.dockerfile-scorecard.yaml';
    const setting = { enabled: true, severity: 'high' as const, options: {} };
    show(
      service('orders-api', [
        {
          ...gold,
          evaluation: {
            ...gold.evaluation,
            settings: {
              path,
              rules: { 'runs-as-root': setting, 'unpinned-tag': setting },
            },
            problems: [
              {
                code: 'repository-settings',
                severity: 'warning',
                message: `${path}: rules["eol-base"] may not be turned off here.`,
              },
            ],
          },
        },
      ]),
    );
    expect(
      await screen.findByText('Settings of this repository that do not hold'),
    ).toBeInTheDocument();
    expect(screen.getByText(/may not be turned off here/)).toBeInTheDocument();
    const notice = screen.getByText('Settings of this repository');
    expect(notice.parentElement).toHaveTextContent(
      `${path} changes how 2 rules count here: runs-as-root, unpinned-tag.`,
    );
    expect(
      screen.queryByText('Not everything in it could be understood'),
    ).toBeNull();
  });

  it.each([
    ['dockerfile=old/Dockerfile', 'This service has no old/Dockerfile'],
    ['line=400', /Dockerfile has no line 400$/],
  ])('says so when an address (%s) leads nowhere', async (search, words) => {
    show(service('orders-api', [flask]), `/?${search}`);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('shows a skeleton while the scorecard is on its way', async () => {
    renderService(<ServiceScorecard />, {
      api: fakeApi({ getScorecard: () => new Promise(() => {}) }),
    });
    expect(
      await screen.findByText('Loading the scorecard'),
    ).toBeInTheDocument();
  });

  describe('with a service that cannot start', () => {
    beforeEach(async () => {
      show(service('orders-api', [flask]));
      await screen.findByText('This image builds, but it cannot start.');
    });

    it('says what keeps it from the levels above', () => {
      expect(
        screen.getByText('1 finding keeps it from Bronze, 3 more from Silver.'),
      ).toBeInTheDocument();
      const current = screen
        .getAllByRole('listitem')
        .find(item => item.getAttribute('aria-current') === 'step');
      expect(current).toHaveTextContent('None (current level)');
    });

    it('lists the failing rules by level, with links to their lines', async () => {
      const bronze = await screen.findByRole('region', {
        name: 'To reach Bronze',
      });
      expect(bronze).toHaveTextContent(
        'Installed packages stay in the builder',
      );
      expect(
        within(bronze).getByRole('link', { name: 'line 9' }),
      ).toHaveAttribute(
        'href',
        '/?dockerfile=services%2Forders%2FDockerfile&line=9',
      );
      const silver = screen.getByRole('region', {
        name: 'Then, to reach Silver',
      });
      expect(within(silver).getAllByRole('listitem')).toHaveLength(3);
    });

    it('tells the story of the stages in words, too', () => {
      expect(
        screen.getByText(
          /Nothing copies \/usr\/local\/lib\/python3.13\/site-packages .* out of stage builder/,
        ),
      ).toBeInTheDocument();
      expect(
        screen.getByText(
          /Line 9: \/app\/ is copied from stage builder to \/app\/ of the final image/,
        ),
      ).toBeInTheDocument();
      const image = screen.getByRole('group', { name: /^Image that ships/ });
      expect(image).toHaveTextContent('runs as root');
      expect(image).toHaveTextContent('cannot start');
    });

    it('unfolds the critical finding with its trace and folds the others', () => {
      const critical = screen.getByRole('button', {
        name: /critical · deps-not-copied/,
      });
      expect(critical).toHaveAttribute('aria-expanded', 'true');
      expect(critical).toHaveTextContent('since 12 Oct');
      const steps = within(
        screen.getByRole('list', { name: 'How it comes about' }),
      ).getAllByRole('listitem');
      expect(steps.map(step => step.textContent)).toEqual([
        'line 4: pip installs 7 packages into /usr/local/lib/python3.13/site-packages of builder',
        'line 9: only /app is copied into the image',
        'line 12: flask is neither on PATH nor importable',
      ]);
      expect(
        screen.getByRole('button', { name: /dev-server/ }),
      ).toHaveAttribute('aria-expanded', 'false');
    });

    it('copies the whole fixed Dockerfile', async () => {
      const user = userEvent.setup();
      const write = jest.spyOn(navigator.clipboard, 'writeText');
      await user.click(
        screen.getByRole('button', { name: 'Copy whole Dockerfile' }),
      );
      expect(write).toHaveBeenCalledWith(
        expect.stringContaining(
          'COPY --from=builder /app/ .\nCOPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nEXPOSE 5000\n',
        ),
      );
      expect(
        await screen.findByText('Fixed Dockerfile copied'),
      ).toBeInTheDocument();
    });

    it('jumps to a line by keyboard and unfolds what is found there', async () => {
      const user = userEvent.setup();
      const silver = await screen.findByRole('region', {
        name: 'Then, to reach Silver',
      });
      within(silver).getByRole('link', { name: 'line 12' }).focus();
      await user.keyboard('{Enter}');
      await waitFor(() =>
        expect(document.activeElement).toHaveAttribute('data-line', '12'),
      );
      expect(document.activeElement).toHaveAttribute(
        'aria-current',
        'location',
      );
      expect(screen.getByTestId('url')).toHaveTextContent('line=12');
      expect(
        screen.getByRole('button', { name: /dev-server/ }),
      ).toHaveAttribute('aria-expanded', 'true');
    });

    it('gives the reason of an unknown check', async () => {
      const user = userEvent.setup();
      const checks = screen.getByRole('region', { name: 'All checks' });
      const efficiency = await within(checks).findByRole('button', {
        name: /^Efficiency/,
      });
      expect(efficiency).toHaveTextContent('1 unknown');
      await user.click(efficiency);
      expect(
        await within(checks).findByText(
          'The files of the build context are not known.',
        ),
      ).toBeInTheDocument();
    });
  });

  it('opens at the Dockerfile and the line of the URL', async () => {
    show(service('shop', [gold, flask]), '/?dockerfile=Dockerfile&line=4');
    await screen.findByRole('region', { name: 'Dockerfile' });
    await waitFor(() =>
      expect(document.activeElement).toHaveAttribute('data-line', '4'),
    );
    expect(screen.queryByText(/cannot start\.$/)).not.toBeInTheDocument();
  });

  it('shows the worst of several Dockerfiles until another is chosen', async () => {
    const user = userEvent.setup();
    show(service('shop', [gold, flask]));
    await screen.findByText('This image builds, but it cannot start.');
    const chooser = screen.getByRole('navigation', {
      name: 'Dockerfiles of this service',
    });
    expect(
      within(chooser).getByRole('link', { current: 'page' }),
    ).toHaveTextContent('services/orders/Dockerfile');
    await user.click(
      within(chooser).getByRole('link', { name: /^Dockerfile/ }),
    );
    expect(await screen.findByText('Nothing is missing.')).toBeInTheDocument();
    expect(screen.getByTestId('url')).toHaveTextContent(
      '/?dockerfile=Dockerfile',
    );
  });

  it('lists what keeps a Dockerfile from being read, once and with lines', async () => {
    show(service('invoices', [broken]));
    const note = (
      await screen.findByText('This Dockerfile cannot be read')
    ).closest('[role=note]');
    expect(note).toHaveTextContent(
      'line 3: COPYY is not an instruction. Did you mean COPY?',
    );
    expect(note).toHaveTextContent('line 4: The here-document');
    const code = screen.getByRole('list', { name: 'Dockerfile' });
    expect(
      within(code).getAllByText(/COPYY is not an instruction/),
    ).toHaveLength(1);
    expect(within(code).getAllByText(/The here-document/)).toHaveLength(1);
    expect(
      screen.queryByText('This image does not build.'),
    ).not.toBeInTheDocument();
  });

  it('says that a template has to be rendered first, and where one sees that', async () => {
    show(service('service-template', [template]));
    const note = (
      await screen.findByText('A template, not a Dockerfile yet')
    ).closest('[role=note]');
    expect(note).toHaveTextContent(
      'It is judged once it is rendered. See line 1.',
    );
    expect(screen.getAllByRole('note')).toHaveLength(1);
    expect(screen.getByText('It cannot be judged.')).toBeInTheDocument();
  });

  it('leads from a service without a Dockerfile to the templates', async () => {
    show(service('design-tokens', []));
    await screen.findByText('No Dockerfile found');
    expect(
      screen.getByRole('link', { name: 'choose a template' }),
    ).toHaveAttribute('href', '/create');
  });

  it('says why a scan failed', async () => {
    show(
      service('vault-proxy', [], {
        ...never,
        state: 'failed',
        reason: '403 from git.example.com',
      }),
    );
    await screen.findByText('The scan failed');
    expect(screen.getByText('403 from git.example.com')).toBeInTheDocument();
  });

  it('keeps the last good result in sight when the newest scan failed, and says its age', async () => {
    show(
      service('billing', [flask], {
        stale: true,
        reason: 'git.example.com did not answer',
        scannedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
      }),
    );
    expect(
      await screen.findByText(
        'The newest scan failed. What you see was scanned 3 days ago.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('git.example.com did not answer'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('This image builds, but it cannot start.'),
    ).toBeInTheDocument();
  });

  it('says why a service is excluded', async () => {
    show(
      service('sandbox', [], {
        ...never,
        state: 'excluded',
        reason: 'By annotation',
      }),
    );
    await screen.findByText('Excluded from scanning');
    expect(screen.getByText('By annotation')).toBeInTheDocument();
  });

  it('shows the result of a first scan by itself', async () => {
    const answers = [
      service('new-service', [], {
        ...never,
        state: 'pending',
        scan: { status: 'running' },
      }),
      service('new-service', [gold]),
    ];
    renderService(<ServiceScorecard />, {
      api: fakeApi({
        getScorecard: async () =>
          answers.shift() ?? service('new-service', [gold]),
      }),
    });
    expect(
      await screen.findByText('Waiting for its first scan'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Nothing is missing.', {}, { timeout: 10_000 }),
    ).toBeInTheDocument();
  });

  it.each([
    ['NotFoundError', 'Waiting for its first scan'],
    ['NotAllowedError', 'You do not have permission to see this scorecard'],
    ['ServiceUnavailableError', /The scorecard could not be loaded/],
  ])('explains a %s', async (name, words) => {
    renderService(<ServiceScorecard />, {
      api: fakeApi({
        getScorecard: async () => {
          throw named(name);
        },
      }),
    });
    expect((await screen.findAllByText(words))[0]).toBeInTheDocument();
  });

  it('tries again after an error', async () => {
    const user = userEvent.setup();
    const getScorecard = jest
      .fn()
      .mockRejectedValueOnce(named('ServiceUnavailableError'))
      .mockResolvedValue(service('search-api', [gold]));
    renderService(<ServiceScorecard />, { api: fakeApi({ getScorecard }) });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing is missing.')).toBeInTheDocument();
  });
});

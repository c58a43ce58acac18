import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ProposedRewrite } from 'backstage-plugin-dockerfile-scorecard-common';
import { flask, gold, service } from '../../../dev/samples';
import { fakeApi, renderService } from '../../../dev/testing';
import { ServiceScorecard } from './ServiceScorecard';

const OFFERED: ProposedRewrite = {
  kind: 'offered',
  language: 'python',
  text: 'FROM python:3.14-slim-trixie AS build\nRUN python -m venv /opt/venv\n',
  dockerignore: '.git\n',
  notes: ['Check what the service writes.'],
  contentHash: 'x',
  before: { level: 'none', score: 48 },
  after: { level: 'silver', score: 92 },
};

function show(rewrite: ProposedRewrite | Error, hasFixTemplate = false) {
  const listRewrites = jest.fn(async () => {
    if (rewrite instanceof Error) throw rewrite;
    return { items: [{ path: flask.path, rewrite }] };
  });
  renderService(<ServiceScorecard />, {
    api: fakeApi({
      getScorecard: async () => service('orders-api', [flask]),
      listRewrites,
    }),
    hasFixTemplate,
  });
  return listRewrites;
}

async function ask(): Promise<HTMLElement> {
  const section = await screen.findByRole('region', {
    name: 'Build it in two stages',
  });
  await userEvent.click(
    within(section).getByRole('button', { name: 'Propose a rewrite' }),
  );
  return section;
}

/** What a link to the template fills in. */
function filledIn(link: HTMLElement): Record<string, string> {
  const { pathname, searchParams } = new URL(
    link.getAttribute('href') ?? '',
    'http://localhost',
  );
  expect(pathname).toBe('/create/templates/default/fix-dockerfile');
  return JSON.parse(searchParams.get('formData') ?? '{}');
}

describe('the proposal of a rewrite', () => {
  it('is made when it is asked for, and shows what it changes', async () => {
    const listRewrites = show(OFFERED);
    const section = await screen.findByRole('region', {
      name: 'Build it in two stages',
    });
    expect(listRewrites).not.toHaveBeenCalled();
    await ask();
    expect(
      await within(section).findByText(/Is None 48, would be/),
    ).toHaveTextContent('Is None 48, would be Silver 92.');
    expect(section).toHaveTextContent('Check what the service writes.');
    expect(
      within(section).getByLabelText(`Rewrite of ${flask.path}`),
    ).toHaveTextContent('added: FROM python:3.14-slim-trixie AS build');
    expect(
      within(section).getByLabelText('.dockerignore of the rewrite'),
    ).toHaveTextContent('.git');
    expect(
      within(section).queryByText('Open as a change request'),
    ).not.toBeInTheDocument();
  });

  it('gives the reasons where there is none', async () => {
    show({ kind: 'not-offered', reasons: ['The file uses `ONBUILD`.'] });
    const section = await ask();
    expect(
      await within(section).findByText('No rewrite is offered:'),
    ).toBeInTheDocument();
    expect(section).toHaveTextContent('The file uses ONBUILD.');
  });

  it('says so when it fails', async () => {
    show(new Error('The service is gone'));
    const section = await ask();
    expect(
      await within(section).findByText('No rewrite could be made'),
    ).toBeInTheDocument();
    expect(section).toHaveTextContent('The service is gone');
  });

  it('opens the template with everything filled in', async () => {
    show(OFFERED, true);
    const section = await ask();
    const link = await within(section).findByText('Open as a change request');
    expect(filledIn(link.closest('a') as HTMLElement)).toEqual({
      entityRef: 'component:default/orders-api',
      dockerfile: flask.path,
      change: 'rewrite',
      contentHash: flask.evaluation.contentHash,
    });
  });

  it('is not offered for a gold file', async () => {
    renderService(<ServiceScorecard />, {
      api: fakeApi({ getScorecard: async () => service('a', [gold]) }),
    });
    await screen.findByText('Nothing is missing.');
    expect(screen.queryByText('Propose a rewrite')).not.toBeInTheDocument();
  });
});

describe('a fix', () => {
  it('opens the template for its rule', async () => {
    show(OFFERED, true);
    const [link] = await screen.findAllByText('Open as a change request');
    expect(filledIn(link.closest('a') as HTMLElement)).toMatchObject({
      change: 'rule',
      rule: 'deps-not-copied',
    });
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Scorecard,
  Waiver,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { flask, service } from '../../../dev/samples';
import { fakeApi, renderService } from '../../../dev/testing';
import { today } from '../../words';
import { ServiceScorecard } from '../ServiceScorecard';
import { decisionsFor } from './decisionsFor';

const entityRef = 'component:default/orders-api';

function waiver(more: Partial<Waiver> = {}): Waiver {
  return {
    id: 'w1',
    entityRef,
    rule: 'deps-not-copied',
    reason: 'OPS-12: moved next sprint',
    until: '2999-01-31',
    state: 'requested',
    requestedBy: 'user:default/ada',
    requestedAt: '2026-11-20T08:00:00Z',
    ...more,
  };
}

const mayAll = { rescan: true, requestWaiver: true, approveWaiver: true };

/** A backend that keeps what it is told. */
function show(more: Partial<Scorecard> = {}) {
  let scorecard = service('orders-api', [flask], { allowed: mayAll, ...more });
  const set = (waivers: Waiver[]) => {
    scorecard = { ...scorecard, waivers };
  };
  const requestWaiver = jest.fn(async request => {
    const made = waiver(request);
    set([made]);
    return made;
  });
  const decideWaiver = jest.fn(async (id, decision) => {
    const [asked] = scorecard.waivers;
    const state = (
      { approve: 'approved', reject: 'rejected', revoke: 'revoked' } as const
    )[decision as 'approve'];
    const decided = { ...asked, id, state, decidedBy: 'user:default/guest' };
    set([decided]);
    return decided;
  });
  renderService(<ServiceScorecard />, {
    api: fakeApi({
      getScorecard: async () => scorecard,
      requestWaiver,
      decideWaiver,
    }),
  });
  return { requestWaiver, decideWaiver };
}

const requestButton = () =>
  screen.findByRole('button', { name: 'Request a waiver' });

describe('waivers on the Dockerfile tab', () => {
  it('asks with a reason and a last day, and shows what waits', async () => {
    const user = userEvent.setup();
    const { requestWaiver } = show();
    await user.click(await requestButton());
    const dialog = await screen.findByRole('dialog', {
      name: 'Request a waiver',
    });
    await user.type(
      within(dialog).getByLabelText(/^Reason/),
      'OPS-12: moved next sprint',
    );
    const until = within(dialog).getByLabelText(/^Last day/);
    await user.clear(until);
    await user.type(until, '2999-01-31');
    await user.click(
      within(dialog).getByRole('button', { name: 'Send request' }),
    );
    expect(requestWaiver).toHaveBeenCalledWith({
      entityRef,
      rule: 'deps-not-copied',
      reason: 'OPS-12: moved next sprint',
      until: '2999-01-31',
    });
    expect(
      await screen.findByText(/A waiver until 2999-01-31 is requested/),
    ).toBeInTheDocument();
    const waivers = await screen.findByRole('table', {
      name: 'Waivers requested in the portal',
    });
    expect(waivers).toHaveTextContent('Requested');
    expect(waivers).toHaveTextContent('OPS-12: moved next sprint');
  });

  it.each([
    ['an empty reason', '  ', '2999-01-31', 'Say why the rule cannot be met'],
    ['a day in the past', 'soon', '2020-01-31', 'Choose today or a later day'],
    ['no day', 'soon', '', 'Choose the last day of the waiver'],
  ])('does not send %s', async (_, reason, until, problem) => {
    const user = userEvent.setup();
    const { requestWaiver } = show();
    await user.click(await requestButton());
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText(/^Reason/), reason);
    const day = within(dialog).getByLabelText(/^Last day/);
    await user.clear(day);
    if (until) await user.type(day, until);
    await user.click(
      within(dialog).getByRole('button', { name: 'Send request' }),
    );
    expect(
      within(dialog).getByText(problem, { exact: false }),
    ).toBeInTheDocument();
    expect(requestWaiver).not.toHaveBeenCalled();
  });

  it('keeps what was typed when the backend refuses', async () => {
    const user = userEvent.setup();
    renderService(<ServiceScorecard />, {
      api: fakeApi({
        getScorecard: async () =>
          service('orders-api', [flask], { allowed: mayAll }),
        requestWaiver: async () => {
          throw new Error('There is a waiver already');
        },
      }),
    });
    await user.click(await requestButton());
    const reason = screen.getByLabelText(/^Reason/);
    await user.type(reason, 'OPS-12');
    await user.click(screen.getByRole('button', { name: 'Send request' }));
    expect(
      await screen.findByText('There is a waiver already'),
    ).toBeInTheDocument();
    expect(reason).toHaveValue('OPS-12');
  });

  it('offers nothing to those who may not ask', async () => {
    show({ allowed: { ...mayAll, requestWaiver: false } });
    await screen.findByText('This image builds, but it cannot start.');
    expect(
      screen.queryByRole('button', { name: 'Request a waiver' }),
    ).not.toBeInTheDocument();
  });

  it('approves with one click, and asks for a word before it rejects', async () => {
    const user = userEvent.setup();
    const { decideWaiver } = show({ waivers: [waiver()] });
    const table = await screen.findByRole('table', {
      name: 'Waivers requested in the portal',
    });
    await user.click(within(table).getByRole('button', { name: /^Reject/ }));
    await user.type(within(table).getByLabelText('Comment (optional)'), 'No');
    await user.click(within(table).getByRole('button', { name: 'Reject' }));
    expect(decideWaiver).toHaveBeenLastCalledWith('w1', 'reject', 'No');
    await waitFor(() => expect(table).toHaveTextContent('Rejected'));
  });

  it('shows the days that are left of a waiver in force', async () => {
    show({ waivers: [waiver({ state: 'approved', until: today() })] });
    const table = await screen.findByRole('table', {
      name: 'Waivers requested in the portal',
    });
    expect(table).toHaveTextContent('last day today');
  });

  it('lists what the Dockerfile itself passes over', async () => {
    if (flask.evaluation.kind !== 'judged') throw new Error('judged');
    const [first, ...others] = flask.evaluation.checks;
    const checks = [
      { ...first, state: 'waived' as const, reason: 'Ignored in line 8' },
      ...others,
    ];
    const dockerfile = {
      ...flask,
      evaluation: { ...flask.evaluation, checks },
    };
    renderService(<ServiceScorecard />, {
      api: fakeApi({
        getScorecard: async () => service('orders-api', [dockerfile]),
      }),
    });
    const table = await screen.findByRole('table', {
      name: 'Waivers in the Dockerfiles',
    });
    expect(table).toHaveTextContent('Ignored in line 8');
    expect(table).toHaveTextContent(flask.path);
  });
});

describe('decisionsFor', () => {
  const ada = { ref: 'user:default/ada', mayApprove: false };
  const lead = { ref: 'user:default/lead', mayApprove: true };
  it.each([
    ['requested', lead, ['approve', 'reject']],
    ['requested', ada, ['revoke']],
    ['requested', { ...ada, ref: 'user:default/eve' }, []],
    ['approved', lead, ['revoke']],
    ['approved', ada, ['revoke']],
    ['rejected', lead, []],
    ['expired', lead, []],
  ] as const)(
    'of a waiver that is %s, for %o: %o',
    (state, reader, expected) => {
      expect(decisionsFor(waiver({ state }), reader)).toEqual(expected);
    },
  );
});

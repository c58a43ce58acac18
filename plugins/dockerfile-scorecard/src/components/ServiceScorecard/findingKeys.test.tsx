import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { flask, service } from '../../../dev/samples';
import { fakeApi, renderService } from '../../../dev/testing';
import { fromFragment } from '../../navigation/fragment';
import { ServiceScorecard } from './ServiceScorecard';

async function show(dockerfile = flask) {
  renderService(<ServiceScorecard />, {
    api: fakeApi({
      getScorecard: async () =>
        service('orders-api', [dockerfile], {
          allowed: { rescan: true, requestWaiver: true, approveWaiver: true },
        }),
    }),
  });
  await screen.findByRole('button', { name: /critical · deps-not-copied/ });
  return userEvent.setup();
}

/** Ids of the rules of the findings, in the order of the lines. */
function heads() {
  return screen
    .getAllByRole('button', { name: /· / })
    .filter(head => head.hasAttribute('data-finding'));
}

describe('the way from finding to finding', () => {
  it('goes by n and j forwards, by p and k back, and round', async () => {
    const user = await show();
    const all = heads();
    expect(all.length).toBeGreaterThan(2);
    await user.keyboard('n');
    expect(all[0]).toHaveFocus();
    await user.keyboard('j');
    expect(all[1]).toHaveFocus();
    await user.keyboard('pk');
    expect(all[all.length - 1]).toHaveFocus();
    await user.keyboard('n');
    expect(all[0]).toHaveFocus();
  });

  it('goes by buttons, too', async () => {
    const user = await show();
    await user.click(screen.getByRole('button', { name: /^Next finding/ }));
    expect(heads()[0]).toHaveFocus();
  });

  it('leaves letters to those who type, and shortcuts to the browser', async () => {
    const user = await show();
    const [first] = heads();
    await user.keyboard('{Control>}n{/Control}');
    expect(first).not.toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Request a waiver' }));
    const reason = await screen.findByLabelText(/^Reason/);
    await user.type(reason, 'next jump');
    expect(reason).toHaveValue('next jump');
  });
});

/** A mouse that moved by some pixels; 0 is what a page sends that scrolls below it. */
function move(element: HTMLElement, type: string, by: number) {
  const event = new MouseEvent(type, { bubbles: true });
  Object.defineProperty(event, 'movementX', { value: by });
  Object.defineProperty(event, 'movementY', { value: 0 });
  fireEvent(element, event);
}

describe('the path of a finding', () => {
  it('lights up in the graph while the finding is pointed at', async () => {
    await show();
    const lost = screen.getByRole('link', {
      name: /site-packages left behind/,
    });
    const critical = screen.getByRole('button', {
      name: /critical · deps-not-copied/,
    });
    move(critical, 'mousemove', 0);
    expect(lost.style.boxShadow).toBe('');
    move(critical, 'mousemove', 3);
    expect(lost.style.boxShadow).not.toBe('');
    move(critical, 'mouseout', 3);
    expect(lost.style.boxShadow).toBe('');
    fireEvent.focus(critical);
    expect(lost.style.boxShadow).not.toBe('');
  });
});

describe('the playground', () => {
  it('opens with the Dockerfile', async () => {
    await show();
    const link = screen.getByRole('link', { name: 'Open in the playground' });
    const url = new URL(link.getAttribute('href')!, 'http://localhost');
    expect(url.search).toBe('?tab=playground');
    expect(fromFragment(url.hash)).toBe(flask.text);
  });

  it('is not offered for a text with a masked secret', async () => {
    await show({ ...flask, text: `${flask.text}\nENV KEY=••••` });
    expect(
      screen.queryByRole('link', { name: 'Open in the playground' }),
    ).not.toBeInTheDocument();
  });
});

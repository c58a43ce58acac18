import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { ChoiceFilter } from './ChoiceFilter';

function Address() {
  return <output>{useLocation().search}</output>;
}

/** New arrays with the same content, as every answer of the server makes them. */
function page() {
  return (
    <MemoryRouter>
      <ChoiceFilter name="image" label="Base image" options={[]} chosen={[]} />
      <Address />
    </MemoryRouter>
  );
}

describe('ChoiceFilter', () => {
  it('keeps what is being typed while the page is rendered anew', async () => {
    const user = userEvent.setup();
    const { rerender } = render(page());
    const field = screen.getByLabelText('Base image');
    await user.type(field, 'python:3');
    rerender(page());
    expect(field).toHaveValue('python:3');
    await user.type(field, '.8*{enter}');
    expect(screen.getByRole('status')).toHaveTextContent(
      '?image=python%3A3.8*',
    );
  });
});

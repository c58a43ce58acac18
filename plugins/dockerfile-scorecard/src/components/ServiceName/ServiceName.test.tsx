import { useState } from 'react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  renderInTestApp,
  TestApiProvider,
  TestApiRegistry,
} from '@backstage/test-utils';
import type { serviceNameSchema } from './schema';
import { ServiceName } from './ServiceName';
import { validateServiceName } from './validation';

const orders = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders-api', namespace: 'default' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
};
const catalog = catalogApiMock({ entities: [orders] });
const options = { reserved: { 'a keyword of Python': ['class'] } };
const uiSchema = { 'ui:options': options };

function Form() {
  const [name, setName] = useState<string>();
  const props = {
    formData: name,
    onChange: setName,
    required: true,
    rawErrors: [],
    schema: {
      title: 'Name',
      description: 'Lowercase letters',
      pattern: '^[a-z-]+$',
    },
    uiSchema,
    idSchema: { $id: 'root_name' },
  };
  return (
    <ServiceName
      {...(props as unknown as (typeof serviceNameSchema)['TProps'])}
    />
  );
}

async function typed(name: string) {
  const user = userEvent.setup();
  await renderInTestApp(
    <TestApiProvider apis={[[catalogApiRef, catalog]]}>
      <Form />
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
  const field = screen.getByLabelText(/^Name/);
  await user.type(field, name);
  return field;
}

async function errorsOf(name: string, api = catalog) {
  const addError = jest.fn();
  await validateServiceName(name, { addError } as never, {
    apiHolder: TestApiRegistry.from([catalogApiRef, api]),
    formData: {},
    schema: {},
    uiSchema: uiSchema as never,
  });
  return addError.mock.calls.flat();
}

describe('the name of a new service', () => {
  it('says as one types whose the name is', async () => {
    const field = await typed('orders-api');
    expect(await screen.findByText(/is taken/)).toHaveTextContent(
      'orders-api is taken by checkout. Choose another name, or open orders-api.',
    );
    expect(
      screen.getByRole('link', { name: 'open orders-api' }),
    ).toHaveAttribute('target', '_blank');
    expect(field).toBeInvalid();
  });

  it('says why a name is reserved', async () => {
    await typed('class');
    expect(
      await screen.findByText(
        /class cannot be used: it is a keyword of Python/,
      ),
    ).toBeInTheDocument();
  });

  it('says that a name is available', async () => {
    const field = await typed('parcels');
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(
        'parcels is available.',
      ),
    );
    expect(field).toBeValid();
  });

  it('says nothing of what does not fit the pattern', async () => {
    await typed('Orders');
    await new Promise(done => setTimeout(done, 400));
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('keeps the form on its page while the name cannot be had', async () => {
    expect(await errorsOf('orders-api')).toEqual([
      '"orders-api" is taken by component:orders-api. Choose another name.',
    ]);
    expect(await errorsOf('class')).toEqual([
      '"class" cannot be used: it is a keyword of Python.',
    ]);
    expect(await errorsOf('parcels')).toEqual([]);
  });

  it('lets the form go on when the catalog does not answer', async () => {
    const broken = catalogApiMock();
    broken.getEntityByRef = async () => {
      throw new Error('down');
    };
    expect(await errorsOf('orders-api', broken)).toEqual([]);
  });
});

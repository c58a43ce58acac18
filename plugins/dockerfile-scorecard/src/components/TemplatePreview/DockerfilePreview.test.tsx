import { screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { NotAllowedError } from '@backstage/errors';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import type { ComponentProps } from 'react';
import { serialize } from '../../templatePreview/files';
import { DockerfilePreview } from './DockerfilePreview';

const GOOD =
  'FROM python:3.14-slim-trixie\nUSER 10001\nCMD ["python", "-m", "http.server"]\n';
const ROOT = 'FROM python:3.14-slim-trixie\nUSER root\nCMD ["python"]\n';

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'service', namespace: 'default' },
  spec: {
    type: 'service',
    parameters: [
      { required: ['user'], properties: { user: { title: 'User' } } },
    ],
    steps: [
      {
        id: 'fetch',
        action: 'fetch:template',
        input: {
          url: './skeleton',
          values: { user: '${{ parameters.user }}' },
        },
      },
    ],
  },
};

/** A scaffolder that writes what it is told to for an answer, and has a policy unless told otherwise. */
function scaffolder(
  write: (user: unknown) => string | undefined,
  policy: object | undefined = {},
) {
  return {
    dryRun: jest.fn(async request => {
      if (request.directoryContents.length === 0) {
        if (!policy) throw new Error('no such action');
        return { directoryContents: [], output: { policy } };
      }
      const text = write(request.values.user);
      return {
        directoryContents:
          text === undefined ? [] : [serialize('Dockerfile', text)],
        output: {},
      };
    }),
  };
}

type Props = ComponentProps<typeof DockerfilePreview>;

function form(
  api: ReturnType<typeof scaffolder>,
  formData: object,
  path = '/create/default/service',
) {
  const props = {
    uiSchema: {
      'ui:options': { files: { 'skeleton/Dockerfile': 'FROM …' } },
    },
    formContext: { formData },
  } as unknown as Props;
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [scaffolderApiRef, api as never],
        [catalogApiRef, catalogApiMock({ entities: [template] })],
      ]}
    >
      <Routes>
        <Route
          path="/create/:namespace/:templateName"
          element={<DockerfilePreview {...props} />}
        />
        <Route path="/editor" element={<DockerfilePreview {...props} />} />
      </Routes>
    </TestApiProvider>,
    { routeEntries: [path] },
  );
}

describe('the preview in the form of a template', () => {
  it('shows the Dockerfile and its verdict, and tells screen readers', async () => {
    await form(
      scaffolder(() => GOOD),
      { user: '10001' },
    );
    const preview = await screen.findByRole('region', {
      name: 'Preview of the Dockerfile',
    });
    expect(
      within(preview).getByRole('list', { name: 'Dockerfile' }),
    ).toHaveTextContent('USER 10001');
    expect(
      within(preview).getByText(/policy of this portal, as/),
    ).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(
      /level \w+, score \d+ of 100/,
    );
  });

  it('judges by the policy of the portal', async () => {
    await form(
      scaffolder(() => ROOT, { rules: { 'runs-as-root': 'off' } }),
      { user: 'root' },
    );
    await screen.findByRole('region', { name: 'Preview of the Dockerfile' });
    expect(screen.queryByText(/runs-as-root/)).not.toBeInTheDocument();
  });

  it('says so when it judges by the recommended rules', async () => {
    const api = scaffolder(() => ROOT);
    api.dryRun.mockRejectedValueOnce(new Error('no such action'));
    await form(api, { user: 'root' });
    expect(
      await screen.findByText(/policy of this portal could not be read/),
    ).toBeVisible();
    expect(screen.getAllByText(/runs-as-root/)[0]).toBeVisible();
  });

  it('names the answers that are missing', async () => {
    await form(
      scaffolder(() => undefined),
      {},
    );
    expect(
      await screen.findByText('Still to be answered: User.'),
    ).toBeVisible();
  });

  it('says what the scaffolder says when it cannot render', async () => {
    await form(
      scaffolder(user => {
        if (user) throw new Error('unexpected token');
        return GOOD;
      }),
      { user: 'root' },
    );
    expect(await screen.findByText(/unexpected token/)).toBeVisible();
  });

  it('names the permissions that it takes', async () => {
    await form(
      scaffolder(() => {
        throw new NotAllowedError();
      }),
      { user: 'root' },
    );
    expect(
      await screen.findByText('scaffolder.template.dry-run'),
    ).toBeVisible();
  });

  it('stays away where no template is known', async () => {
    const api = scaffolder(() => GOOD);
    await form(api, {}, '/editor');
    expect(await screen.findByText('No preview here')).toBeVisible();
    await waitFor(() => expect(api.dryRun).toHaveBeenCalledTimes(1));
  });
});

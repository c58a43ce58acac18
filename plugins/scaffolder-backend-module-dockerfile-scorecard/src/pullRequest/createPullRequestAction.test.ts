import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { integration } from '../integration';
import { createPullRequestAction } from './createPullRequestAction';

const GITEA = 'https://git.example.com/api/v1/repos/acme/orders-api';
const BITBUCKET = 'https://api.bitbucket.org/2.0/repositories/acme/orders-api';
const AZURE =
  'https://dev.azure.com/acme/shop/_apis/git/repositories/orders-api';

describe('dockerfile-scorecard:pullRequest', () => {
  const workspace = createMockDirectory();
  /** What the host was asked to do: path and body. */
  let asked: [string, unknown][];
  /** Status and body by method and address without parameters. */
  let answers: Record<string, [number, object?]>;

  beforeEach(() => {
    asked = [];
    answers = {};
    workspace.setContent({
      changes: { Dockerfile: 'FROM scratch\n', '.dockerignore': '.git\n' },
    });
    jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async (input, init = {}) => {
        const request = new Request(input, init);
        const { pathname, searchParams } = new URL(request.url);
        if (!request.headers.get('authorization'))
          return new Response('{}', { status: 401 });
        if (request.method === 'POST') {
          const body =
            init.body instanceof FormData
              ? Object.fromEntries(init.body)
              : await request.json();
          asked.push([pathname, body]);
        }
        const item = searchParams.get('path') ?? '';
        const [status, body] = answers[
          `${request.method} ${request.url.split('?')[0]}${item}`
        ] ?? [404, {}];
        return new Response(body && JSON.stringify(body), { status });
      });
  });
  afterEach(() => jest.restoreAllMocks());

  async function run(repoUrl: string | undefined, sourcePath = 'changes') {
    const output = jest.fn();
    await createPullRequestAction({
      integrations: integration.ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            github: [{ host: 'github.com' }],
            gitea: [
              { host: 'git.example.com', username: 'bot', password: 'x' },
            ],
            bitbucketCloud: [{ username: 'bot', appPassword: 'x' }],
            azure: [
              {
                host: 'dev.azure.com',
                credentials: [{ personalAccessToken: 'x' }],
              },
            ],
          },
        }),
      ),
    }).handler({
      ...createMockActionContext({
        input: {
          repoUrl,
          branch: 'dockerfile-scorecard/fix',
          title: 'Fix it',
          description: 'Why.',
          sourcePath,
        },
        workspacePath: workspace.path,
      }),
      output,
    } as never);
    return Object.fromEntries(output.mock.calls).url;
  }

  it('opens one on Gitea, for files that are there and new ones', async () => {
    answers = {
      [`GET ${GITEA}`]: [200, { default_branch: 'trunk' }],
      [`GET ${GITEA}/contents/Dockerfile`]: [200, { sha: 'abc' }],
      [`POST ${GITEA}/contents`]: [201, {}],
      [`POST ${GITEA}/pulls`]: [
        201,
        { html_url: 'https://git.example.com/acme/orders-api/pulls/3' },
      ],
    };
    expect(await run('git.example.com?owner=acme&repo=orders-api')).toBe(
      'https://git.example.com/acme/orders-api/pulls/3',
    );
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    expect(asked).toEqual([
      [
        '/api/v1/repos/acme/orders-api/contents',
        {
          branch: 'trunk',
          new_branch: 'dockerfile-scorecard/fix',
          message: 'Fix it',
          files: expect.arrayContaining([
            {
              operation: 'update',
              path: 'Dockerfile',
              content: base64('FROM scratch\n'),
              sha: 'abc',
            },
            {
              operation: 'create',
              path: '.dockerignore',
              content: base64('.git\n'),
            },
          ]),
        },
      ],
      [
        '/api/v1/repos/acme/orders-api/pulls',
        {
          base: 'trunk',
          head: 'dockerfile-scorecard/fix',
          title: 'Fix it',
          body: 'Why.',
        },
      ],
    ]);
  });

  it('opens one on Bitbucket Cloud', async () => {
    answers = {
      [`POST ${BITBUCKET}/src`]: [201],
      [`POST ${BITBUCKET}/pullrequests`]: [
        201,
        { links: { html: { href: 'https://bitbucket.org/acme/a/pull/4' } } },
      ],
    };
    expect(await run('bitbucket.org?workspace=acme&repo=orders-api')).toBe(
      'https://bitbucket.org/acme/a/pull/4',
    );
    expect(asked).toEqual([
      [
        '/2.0/repositories/acme/orders-api/src',
        {
          branch: 'dockerfile-scorecard/fix',
          message: 'Fix it',
          '/Dockerfile': 'FROM scratch\n',
          '/.dockerignore': '.git\n',
        },
      ],
      [
        '/2.0/repositories/acme/orders-api/pullrequests',
        {
          title: 'Fix it',
          description: 'Why.',
          source: { branch: { name: 'dockerfile-scorecard/fix' } },
          close_source_branch: true,
        },
      ],
    ]);
  });

  it('opens one on Azure DevOps', async () => {
    answers = {
      [`GET ${AZURE}`]: [200, { defaultBranch: 'refs/heads/main' }],
      [`GET ${AZURE}/refs`]: [200, { value: [{ objectId: 'abc' }] }],
      [`GET ${AZURE}/items/Dockerfile`]: [200, {}],
      [`POST ${AZURE}/pushes`]: [201, {}],
      [`POST ${AZURE}/pullrequests`]: [201, { pullRequestId: 5 }],
    };
    expect(
      await run('dev.azure.com?organization=acme&project=shop&repo=orders-api'),
    ).toBe('https://dev.azure.com/acme/shop/_git/orders-api/pullrequest/5');
    expect(asked).toMatchObject([
      [
        expect.stringMatching(/pushes$/),
        {
          refUpdates: [
            {
              name: 'refs/heads/dockerfile-scorecard/fix',
              oldObjectId: 'abc',
            },
          ],
          commits: [
            {
              comment: 'Fix it',
              changes: expect.arrayContaining([
                expect.objectContaining({
                  changeType: 'edit',
                  item: { path: '/Dockerfile' },
                }),
                expect.objectContaining({
                  changeType: 'add',
                  item: { path: '/.dockerignore' },
                }),
              ]),
            },
          ],
        },
      ],
      [
        expect.stringMatching(/pullrequests$/),
        {
          sourceRefName: 'refs/heads/dockerfile-scorecard/fix',
          targetRefName: 'refs/heads/main',
        },
      ],
    ]);
  });

  it('says when it may be open already', async () => {
    answers = {
      [`GET ${GITEA}`]: [200, { default_branch: 'main' }],
      [`POST ${GITEA}/contents`]: [422, { message: 'exists' }],
    };
    await expect(
      run('git.example.com?owner=acme&repo=orders-api'),
    ).rejects.toThrow(
      'git.example.com refused the change request (422). Is it open already?',
    );
  });

  it.each([
    [undefined, 'No pull request can be opened'],
    ['github.com?owner=acme&repo=a', 'No pull request can be opened'],
    ['git.example.com?repo=a', 'does not name its owner'],
  ])('refuses %s', async (repoUrl, message) => {
    await expect(run(repoUrl)).rejects.toThrow(message);
  });

  it('refuses an empty folder', async () => {
    workspace.addContent({ nothing: {} });
    await expect(
      run('git.example.com?owner=acme&repo=a', 'nothing'),
    ).rejects.toThrow('There is no file in nothing.');
  });
});

import { pushedRepository } from './pushedRepository';

describe('pushedRepository', () => {
  it.each([
    [
      'GitHub',
      {
        ref: 'refs/heads/main',
        repository: { html_url: 'https://github.com/o/r' },
      },
      'https://github.com/o/r',
    ],
    [
      'GitLab',
      { project: { web_url: 'https://gitlab.com/g/s/r' } },
      'https://gitlab.com/g/s/r',
    ],
    [
      'Bitbucket Cloud',
      {
        repository: { links: { html: { href: 'https://bitbucket.org/w/r/' } } },
      },
      'https://bitbucket.org/w/r',
    ],
    [
      'Bitbucket Server',
      {
        repository: {
          links: {
            self: [{ href: 'https://git.corp/projects/P/repos/r/browse' }],
          },
        },
      },
      'https://git.corp/projects/P/repos/r',
    ],
    [
      'Azure DevOps',
      {
        resource: {
          repository: { remoteUrl: 'https://dev.azure.com/o/p/_git/r' },
        },
      },
      'https://dev.azure.com/o/p/_git/r',
    ],
    ['nothing', {}, undefined],
    [
      'a host alone',
      { repository: { html_url: 'https://github.com/' } },
      undefined,
    ],
    ['something else', 'text', undefined],
  ])('%s', (_, payload, expected) => {
    expect(pushedRepository(payload)).toBe(expected);
  });
});

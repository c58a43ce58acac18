import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { viewUrl } from './viewUrl';

const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));

describe('viewUrl', () => {
  it.each([
    [
      'https://github.com/org/tree/tree/main/',
      'https://github.com/org/tree/blob/main/svc/Dockerfile',
    ],
    [
      'https://gitlab.com/org/repo/-/tree/main/',
      'https://gitlab.com/org/repo/-/blob/main/svc/Dockerfile',
    ],
    [
      'https://bitbucket.org/org/repo/src/main/',
      'https://bitbucket.org/org/repo/src/main/svc/Dockerfile',
    ],
    ['file:/repos/a', undefined],
  ])('%s', (repositoryUrl, expected) => {
    expect(
      viewUrl({ integrations, repositoryUrl, path: 'svc/Dockerfile' }),
    ).toBe(expected);
  });
});

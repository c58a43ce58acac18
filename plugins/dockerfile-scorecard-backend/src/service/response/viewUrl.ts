import type { ScmIntegrationRegistry } from '@backstage/integration';

/** Where people can look at a file of a repository; undefined where there is no such place. */
export function viewUrl(options: {
  integrations: ScmIntegrationRegistry;
  repositoryUrl: string;
  path: string;
}): string | undefined {
  const { integrations, repositoryUrl, path } = options;
  if (!/^https?:/.test(repositoryUrl)) {
    return undefined;
  }
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const url = integrations.resolveUrl({
    url: `/${encoded}`,
    base: repositoryUrl,
  });
  // GitHub and GitLab show folders below tree and files below blob.
  switch (integrations.byUrl(repositoryUrl)?.type) {
    case 'github':
      return url.replace(
        /^(https?:\/\/[^/]+\/[^/]+\/[^/]+)\/tree\//,
        '$1/blob/',
      );
    case 'gitlab':
      return url.replace('/-/tree/', '/-/blob/');
    default:
      return url;
  }
}

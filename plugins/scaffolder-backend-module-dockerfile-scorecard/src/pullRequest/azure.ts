import { integration } from '../integration';
import { request } from './request';
import type { Opener } from './types';

const VERSION = 'api-version=7.1';

/** Source: https://learn.microsoft.com/rest/api/azure/devops/git (pushes, pull requests). */
export const openOnAzure: Opener = async proposal => {
  const { host, part, branch, title, signal } = proposal;
  const repo = part('repo');
  const base = `https://${host}/${part('organization')}/${part('project')}`;
  const api = `${base}/_apis/git/repositories/${repo}`;
  const credentials =
    await integration.DefaultAzureDevOpsCredentialsProvider.fromIntegrations(
      proposal.integrations,
    ).getCredentials({ url: `${base}/_git/${repo}` });
  const common = {
    ...(credentials && { headers: credentials.headers }),
    ...(signal && { signal }),
  };
  const { defaultBranch } = await request<{ defaultBranch: string }>(
    `${api}?${VERSION}`,
    common,
  );
  const { value } = await request<{ value: { objectId: string }[] }>(
    `${api}/refs?filter=${encodeURIComponent(
      defaultBranch.replace(/^refs\//, ''),
    )}&${VERSION}`,
    common,
  );
  const changes = await Promise.all(
    proposal.files.map(async ({ path, text }) => {
      const isThere = await request(
        `${api}/items?path=/${encodeURIComponent(
          path,
        )}&$format=json&${VERSION}`,
        common,
      ).then(
        () => true,
        error => {
          if (error.response?.status === 404) return false;
          throw error;
        },
      );
      return {
        changeType: isThere ? 'edit' : 'add',
        item: { path: `/${path}` },
        newContent: { content: text, contentType: 'rawtext' },
      };
    }),
  );
  await request(`${api}/pushes?${VERSION}`, {
    ...common,
    method: 'POST',
    json: {
      refUpdates: [
        { name: `refs/heads/${branch}`, oldObjectId: value[0]?.objectId },
      ],
      commits: [{ comment: title, changes }],
    },
  });
  const { pullRequestId } = await request<{ pullRequestId: number }>(
    `${api}/pullrequests?${VERSION}`,
    {
      ...common,
      method: 'POST',
      json: {
        sourceRefName: `refs/heads/${branch}`,
        targetRefName: defaultBranch,
        title,
        // the longest that Azure DevOps takes
        description: proposal.description.slice(0, 4000),
      },
    },
  );
  return `${base}/_git/${repo}/pullrequest/${pullRequestId}`;
};

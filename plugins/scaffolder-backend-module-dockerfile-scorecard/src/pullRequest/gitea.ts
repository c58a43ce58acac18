import { integration } from '../integration';
import { request } from './request';
import type { Opener } from './types';

/** Source: https://docs.gitea.com/api/ (repoChangeFiles, repoCreatePullRequest). */
export const openOnGitea: Opener = async proposal => {
  const { host, part, branch, title, description, files, signal } = proposal;
  const { config } = proposal.integrations.gitea.byHost(host) ?? {};
  const base = config?.baseUrl ?? `https://${host}`;
  const api = `${base}/api/v1/repos/${part('owner')}/${part('repo')}`;
  const { headers } = config
    ? integration.getGiteaRequestOptions(config)
    : { headers: undefined };
  const common = { ...(headers && { headers }), ...(signal && { signal }) };
  const { default_branch: target } = await request<{ default_branch: string }>(
    api,
    common,
  );
  const changes = await Promise.all(
    files.map(async ({ path, text }) => {
      const found = await request<{ sha?: string }>(
        `${api}/contents/${encodeURIComponent(path)}?ref=${encodeURIComponent(
          target,
        )}`,
        common,
      ).catch(error => {
        if (error.response?.status === 404) return undefined;
        throw error;
      });
      return {
        operation: found?.sha === undefined ? 'create' : 'update',
        path,
        content: Buffer.from(text).toString('base64'),
        ...(found?.sha !== undefined && { sha: found.sha }),
      };
    }),
  );
  await request(`${api}/contents`, {
    ...common,
    method: 'POST',
    json: {
      branch: target,
      new_branch: branch,
      message: title,
      files: changes,
    },
  });
  const { html_url: url } = await request<{ html_url: string }>(
    `${api}/pulls`,
    {
      ...common,
      method: 'POST',
      json: { base: target, head: branch, title, body: description },
    },
  );
  return url;
};

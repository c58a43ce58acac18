import { InputError } from '@backstage/errors';
import { integration } from '../integration';
import { request } from './request';
import type { Opener } from './types';

/** Source: https://developer.atlassian.com/cloud/bitbucket/rest/ (source, pullrequests). */
export const openOnBitbucketCloud: Opener = async proposal => {
  const { host, part, branch, title, description, signal } = proposal;
  const found = proposal.integrations.bitbucketCloud.byHost(host);
  if (!found)
    throw new InputError(`There is no integration of Bitbucket for ${host}.`);
  const { config } = found;
  const { headers } = await integration.getBitbucketCloudRequestOptions(config);
  const api = `${config.apiBaseUrl}/repositories/${part('workspace')}/${part(
    'repo',
  )}`;
  const common = { headers, ...(signal && { signal }) };
  const form = new FormData();
  form.set('branch', branch);
  form.set('message', title);
  for (const { path, text } of proposal.files) form.set(`/${path}`, text);
  await request(`${api}/src`, { ...common, method: 'POST', form });
  const { links } = await request<{ links: { html: { href: string } } }>(
    `${api}/pullrequests`,
    {
      ...common,
      method: 'POST',
      json: {
        title,
        description,
        source: { branch: { name: branch } },
        close_source_branch: true,
      },
    },
  );
  return links.html.href;
};

import type { ScmIntegrationRegistry } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { integration } from '../integration';

const {
  DefaultGithubCredentialsProvider,
  getBitbucketCloudRequestOptions,
  getGitLabRequestOptions,
  getGiteaRequestOptions,
} = integration;

const TIMEOUT_MS = 10_000;

interface Lookup {
  url: string;
  headers?: Record<string, string>;
}

type Repository = ReturnType<typeof parseRepoUrl>;

/** Where a host answers whether it has a repository, or undefined for hosts that are not asked. */
async function lookupOf(
  { host, owner, repo, workspace }: Repository,
  integrations: ScmIntegrationRegistry,
): Promise<Lookup | undefined> {
  const github = integrations.github.byHost(host);
  if (github) {
    const { headers } = await DefaultGithubCredentialsProvider.fromIntegrations(
      integrations,
    ).getCredentials({ url: `https://${host}/${owner}/${repo}` });
    return {
      url: `${github.config.apiBaseUrl}/repos/${owner}/${repo}`,
      headers,
    };
  }
  const gitlab = integrations.gitlab.byHost(host);
  if (gitlab) {
    const project = encodeURIComponent(`${owner}/${repo}`);
    return {
      url: `${gitlab.config.apiBaseUrl}/projects/${project}`,
      ...getGitLabRequestOptions(gitlab.config),
    };
  }
  const gitea = integrations.gitea.byHost(host);
  if (gitea) {
    const base = gitea.config.baseUrl ?? `https://${host}`;
    return {
      url: `${base}/api/v1/repos/${owner}/${repo}`,
      ...getGiteaRequestOptions(gitea.config),
    };
  }
  const bitbucket = integrations.bitbucketCloud.byHost(host);
  if (bitbucket) {
    return {
      url: `${bitbucket.config.apiBaseUrl}/repositories/${workspace}/${repo}`,
      ...(await getBitbucketCloudRequestOptions(bitbucket.config)),
    };
  }
  return undefined;
}

/** `unknown` where the host is not asked, does not answer, or does not let the portal look. */
export type Existence = 'exists' | 'free' | 'unknown';

/** Whether a host has a repository under the address that `RepoUrlPicker` gives. */
export async function repositoryExists(
  repoUrl: string,
  integrations: ScmIntegrationRegistry,
): Promise<Existence> {
  const repository = parseRepoUrl(repoUrl, integrations);
  try {
    const lookup = await lookupOf(repository, integrations);
    if (!lookup) return 'unknown';
    const { status } = await fetch(lookup.url, {
      headers: lookup.headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (status === 404) return 'free';
    return status === 200 ? 'exists' : 'unknown';
  } catch {
    return 'unknown';
  }
}

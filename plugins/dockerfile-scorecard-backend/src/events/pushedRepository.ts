/** Topics on which Backstage's event modules publish pushes, and which topics have which payload. */
export const pushTopics = [
  'github.push',
  'gitlab.push',
  'bitbucketCloud.repo:push',
  'bitbucketServer.repo:refs_changed',
  'gitea.push',
  'azureDevOps.git.push',
] as const;

/** The address of the repository that was pushed to, without a slash at its end; undefined when the payload does not say. */
export function pushedRepository(payload: unknown): string | undefined {
  const candidates = [
    // GitHub, Gitea
    at(payload, 'repository', 'html_url'),
    // GitLab
    at(payload, 'project', 'web_url'),
    // Bitbucket Cloud
    at(payload, 'repository', 'links', 'html', 'href'),
    // Bitbucket Server
    at(payload, 'repository', 'links', 'self', '0', 'href'),
    // Azure DevOps
    at(payload, 'resource', 'repository', 'remoteUrl'),
  ];
  const url = candidates.find(
    (candidate): candidate is string =>
      typeof candidate === 'string' && /^https?:\/\/[^/]+\/./.test(candidate),
  );
  return url
    ?.replace(/\/+$/, '')
    .replace(/\/browse$/, '')
    .replace(/\.git$/, '');
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';

/** A repository in the words of the actions of software templates. */
export interface Repository {
  host: 'azure' | 'bitbucketCloud' | 'gitea' | 'github' | 'gitlab' | 'other';
  /** Its root, as `fetch:plain` takes it. */
  url: string;
  /** As publishing actions name it; undefined for hosts that have none. */
  repoUrl: string | undefined;
}

function named(host: string, parts: Record<string, string>): string {
  return `${host}?${new URLSearchParams(parts)}`;
}

/** Segments of the path of a repository: `/acme/orders-api/tree/main/` → acme, orders-api. */
function segmentsOf(url: URL): string[] {
  return url.pathname
    .split('/')
    .filter(Boolean)
    .map(part => decodeURIComponent(part));
}

function withoutGit(name: string): string {
  return name.replace(/\.git$/, '');
}

/**
 * The repository that an address of a source code host is in.
 *
 * @throws InputError for an address of a host that the portal does not know, or of no repository
 */
export function repositoryOf(
  target: string,
  integrations: ScmIntegrationRegistry,
): Repository {
  const integration = URL.canParse(target)
    ? integrations.byUrl(target)
    : undefined;
  if (!integration) {
    throw new InputError(
      `${target} is at no source code host that the portal knows. Add it under \`integrations\` in the configuration.`,
    );
  }
  const url = integration.resolveUrl({ url: '/', base: target });
  const parsed = new URL(target);
  const { host } = parsed;
  const parts = segmentsOf(parsed);
  const [owner, repo] = parts;
  if (owner === undefined || repo === undefined)
    throw new InputError(`${target} is not the address of a repository.`);
  switch (integration.type) {
    case 'github':
      return {
        host: 'github',
        url,
        repoUrl: named(host, { owner, repo: withoutGit(repo) }),
      };
    case 'gitea':
      return {
        host: 'gitea',
        // the integration takes the branch for the first folder
        url:
          /^.*?\/src\/(?:branch|commit|tag)\/[^/]+\//.exec(target)?.[0] ?? url,
        repoUrl: named(host, { owner, repo: withoutGit(repo) }),
      };
    case 'bitbucketCloud':
      return {
        host: 'bitbucketCloud',
        url,
        repoUrl: named(host, { workspace: owner, repo: withoutGit(repo) }),
      };
    case 'gitlab': {
      const end = parts.findIndex(part => /^(?:-|tree|blob|raw)$/.test(part));
      const path = end < 0 ? parts : parts.slice(0, end);
      return {
        host: 'gitlab',
        url,
        repoUrl: named(host, {
          owner: path.slice(0, -1).join('/'),
          repo: withoutGit(path[path.length - 1]),
        }),
      };
    }
    case 'azure': {
      // /organization/project/_git/repository
      const at = parts.indexOf('_git');
      return at < 2 || parts[at + 1] === undefined
        ? { host: 'other', url, repoUrl: undefined }
        : {
            host: 'azure',
            url,
            repoUrl: named(host, {
              organization: owner,
              project: parts[at - 1],
              repo: parts[at + 1],
            }),
          };
    }
    default:
      return { host: 'other', url, repoUrl: undefined };
  }
}

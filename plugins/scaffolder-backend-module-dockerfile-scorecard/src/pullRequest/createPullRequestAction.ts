import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { listFiles } from '../check/workspace';
import { openOnAzure } from './azure';
import { openOnBitbucketCloud } from './bitbucketCloud';
import { openOnGitea } from './gitea';
import type { Opener } from './types';

/**
 * What the action works with.
 *
 * @public
 */
export interface PullRequestActionOptions {
  /** The source code hosts that the portal knows. */
  integrations: ScmIntegrationRegistry;
}

const OPENERS: Readonly<Record<string, Opener | undefined>> = {
  azure: openOnAzure,
  bitbucketCloud: openOnBitbucketCloud,
  gitea: openOnGitea,
};

/** Parts of the repository by name. Backstage's own reader asks for the project of Bitbucket, which no address has. */
function partsOf(repoUrl: string): (name: string) => string {
  const { searchParams } = new URL(`https://${repoUrl}`);
  return name => {
    const value = searchParams.get(name);
    if (!value) throw new InputError(`${repoUrl} does not name its ${name}.`);
    return encodeURIComponent(value);
  };
}

/**
 * Opens a pull request with the files of a folder, on hosts for which Backstage has no action that changes an existing repository.
 *
 * @public
 */
export function createPullRequestAction({
  integrations,
}: PullRequestActionOptions) {
  return createTemplateAction({
    id: 'dockerfile-scorecard:pullRequest',
    description:
      'Opens a pull request with the files of a folder of the workspace, on Azure DevOps, Bitbucket Cloud or Gitea',
    examples: [
      {
        description: 'Propose the changed files',
        example: stringify({
          steps: [
            {
              id: 'pullRequest',
              name: 'Open a pull request',
              action: 'dockerfile-scorecard:pullRequest',
              input: {
                repoUrl: '${{ steps.source.output.repoUrl }}',
                branch: '${{ steps.fix.output.branch }}',
                title: '${{ steps.fix.output.title }}',
                description: '${{ steps.fix.output.description }}',
                sourcePath: 'changes',
              },
            },
          ],
        }),
      },
    ],
    schema: {
      input: {
        repoUrl: z =>
          z
            .string({
              description:
                'The repository, e.g. git.example.com?owner=acme&repo=orders-api',
            })
            .optional(),
        branch: z => z.string({ description: 'Name of the new branch' }),
        title: z =>
          z.string({ description: 'Title, and message of the commit' }),
        description: z => z.string({ description: 'Text, in Markdown' }),
        sourcePath: z =>
          z.string({
            description:
              'Folder in the workspace that holds the changed files and nothing else',
          }),
      },
      output: {
        url: z => z.string({ description: 'The pull request' }),
      },
    },
    async handler(ctx) {
      const { repoUrl, sourcePath, ...words } = ctx.input;
      const host = repoUrl?.split('?')[0] ?? '';
      const type = integrations.byHost(host)?.type;
      const open = type === undefined ? undefined : OPENERS[type];
      if (repoUrl === undefined || !open) {
        throw new InputError(
          'No pull request can be opened at the host of this repository. Copy the change from the scorecard, or run `dockerfile-scorecard fix` in the repository.',
        );
      }
      const folder = resolveSafeChildPath(ctx.workspacePath, sourcePath);
      const files = await Promise.all(
        (
          await listFiles(folder)
        ).map(async path => ({
          path,
          text: await readFile(join(folder, path), 'utf8'),
        })),
      );
      if (files.length === 0)
        throw new InputError(`There is no file in ${sourcePath}.`);
      const url = await open({
        integrations,
        host,
        part: partsOf(repoUrl),
        ...words,
        files,
        ...(ctx.signal && { signal: ctx.signal }),
      });
      ctx.logger.info(`Opened ${url}`);
      ctx.output('url', url);
    },
  });
}

import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  findContextFolder,
  findDockerignore,
  resolvePolicy,
  type EarnedLevel,
  type PolicyConfig,
} from 'dockerfile-scorecard-engine';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, posix } from 'node:path';
import { stringify } from 'yaml';
import { contextOf, readWorkspace } from '../check/workspace';
import { change, descriptionOf, titleOf, type Wanted } from './change';

/**
 * What the action works with.
 *
 * @public
 */
export interface FixActionOptions {
  /** The policy of the portal; the recommended profile without one. */
  policy?: PolicyConfig;
  /** The day that end-of-life dates are compared with, as YYYY-MM-DD. */
  today?: () => string;
}

const LEVELS = ['bronze', 'silver', 'gold'] as const;
const KINDS = ['rule', 'level', 'all', 'rewrite'] as const;

function wantedOf(input: {
  change: (typeof KINDS)[number];
  rule?: string;
  level?: EarnedLevel;
}): Wanted {
  const { change: kind, rule, level } = input;
  if (kind === 'rule') {
    if (!rule) throw new InputError('Which rule is to be fixed? Give `rule`.');
    return { kind, rule };
  }
  if (kind === 'level') {
    if (!level)
      throw new InputError('Which level is to be reached? Give `level`.');
    return { kind, level };
  }
  return { kind };
}

/** Everything is written beside its place first, so that no file is ever half there. */
async function writeAll(files: readonly { path: string; text: string }[]) {
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.partial`, text);
  }
  for (const { path } of files) await rename(`${path}.partial`, path);
}

/**
 * Applies a fix, or a rewrite in two stages, to a Dockerfile in the workspace.
 *
 * @public
 */
export function createFixAction(options: FixActionOptions = {}) {
  const { policy: config, today = currentDay } = options;
  resolvePolicy(config);

  return createTemplateAction({
    id: 'dockerfile-scorecard:fix',
    description:
      'Applies proven fixes, or a rewrite in two stages, to a Dockerfile in the workspace, and says what a change request is to say',
    supportsDryRun: true,
    examples: [
      {
        description: 'Bring a Dockerfile to silver',
        example: stringify({
          steps: [
            {
              id: 'fix',
              name: 'Fix the Dockerfile',
              action: 'dockerfile-scorecard:fix',
              input: {
                path: 'repository',
                dockerfile: 'Dockerfile',
                change: 'level',
                level: 'silver',
                changesPath: 'changes',
              },
            },
          ],
        }),
      },
    ],
    schema: {
      input: {
        path: z =>
          z
            .string({
              description:
                'Folder in the workspace that holds the repository; all of it unless told',
            })
            .default('.'),
        dockerfile: z =>
          z.string({
            description: 'The Dockerfile, relative to the repository',
          }),
        change: z =>
          z.enum(KINDS, {
            description:
              'What to do: fix the findings of a rule, reach a level, fix everything, or rewrite the file in two stages',
          }),
        rule: z =>
          z
            .string({ description: 'Id of the rule, for the change `rule`' })
            .optional(),
        level: z =>
          z
            .enum(LEVELS, {
              description: 'The level to reach, for the change `level`',
            })
            .optional(),
        contentHash: z =>
          z
            .string({
              description:
                'Hash of the text that the change was chosen for; another text is refused',
            })
            .optional(),
        changesPath: z =>
          z
            .string({
              description:
                'Folder in the workspace that gets the changed files once more, and nothing else, for a change request',
            })
            .optional(),
      },
      output: {
        title: z => z.string({ description: 'Title of a change request' }),
        description: z =>
          z.string({ description: 'Text of a change request, in Markdown' }),
        branch: z => z.string({ description: 'Name of a branch' }),
        files: z =>
          z.array(z.string(), {
            description: 'The changed files, relative to the repository',
          }),
        before: z => z.string({ description: 'Level before the change' }),
        after: z => z.string({ description: 'Level after it' }),
      },
    },
    async handler(ctx) {
      const { path = '.', dockerfile, contentHash, changesPath } = ctx.input;
      const wanted = wantedOf(ctx.input);
      const folder = resolveSafeChildPath(ctx.workspacePath, path);
      const file = resolveSafeChildPath(folder, dockerfile);
      if (!(await stat(file).catch(() => undefined))?.isFile())
        throw new InputError(`There is no ${dockerfile} in the repository.`);
      const text = await readFile(file, 'utf8');
      const repository = await readWorkspace(folder);
      const changed = change(
        {
          path: dockerfile,
          text,
          context: contextOf({ repository, dockerfile, text }),
          policy: resolvePolicy(config),
          today: today(),
        },
        wanted,
        contentHash,
      );
      const files = [
        ...(changed.text === text
          ? []
          : [{ path: dockerfile, text: changed.text }]),
        ...(changed.dockerignore === undefined
          ? []
          : [
              {
                path:
                  findDockerignore({ dockerfile, repository, text }) ??
                  '.dockerignore',
                text: changed.dockerignore,
              },
            ]),
        ...Object.entries(changed.manifests).map(([manifest, content]) => ({
          path: posix.join(
            findContextFolder({ dockerfile, repository, text }) ??
              posix.dirname(dockerfile),
            manifest,
          ),
          text: content,
        })),
      ];
      const places = [
        folder,
        ...(changesPath === undefined
          ? []
          : [resolveSafeChildPath(ctx.workspacePath, changesPath)]),
      ];
      await writeAll(
        places.flatMap(place =>
          files.map(each => ({
            ...each,
            path: resolveSafeChildPath(place, each.path),
          })),
        ),
      );
      const title = titleOf(dockerfile, wanted, changed);
      ctx.logger.info(title);
      for (const note of changed.notes) ctx.logger.info(`  ${note}`);
      ctx.output('title', title);
      ctx.output('description', descriptionOf(dockerfile, changed));
      ctx.output(
        'branch',
        `dockerfile-scorecard/${title
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .slice(0, 60)
          .replace(/^-|-$/g, '')}-${changed.after.contentHash.slice(0, 8)}`,
      );
      ctx.output(
        'files',
        files.map(each => each.path),
      );
      ctx.output('before', changed.before.level);
      ctx.output('after', changed.after.level);
    },
  });
}

function currentDay(): string {
  return new Date().toISOString().slice(0, 10);
}

/**
 * Builds in a storage of its own, so that `deno task proof` may run and tidy up at the same time; the stand-ins for base images
 * are taken from the storage of `proof`, which is only read.
 */
import { join } from 'node:path';
import { workFolder } from '../proof/buildah';
import { command, must, type Outcome } from '../proof/command';
import { root } from '../run';

/** What is kept from one run to the next. */
export const templateFolder = join(root, 'data', 'template');

const STORAGE = [
  '--root',
  join(templateFolder, 'storage'),
  '--runroot',
  join(templateFolder, 'run'),
  '--storage-driver',
  'overlay',
  '--storage-opt',
  `overlay.imagestore=${join(workFolder, 'storage')}`,
];

/** Runs buildah; throws when it fails. */
export async function buildah(...args: string[]): Promise<string> {
  return (await must('buildah', [...STORAGE, ...args])).trim();
}

/** Builds a Dockerfile without reaching for a registry. */
export function build(context: string, tag: string): Promise<Outcome> {
  return command(
    'buildah',
    [
      ...STORAGE,
      'bud',
      '--isolation',
      'chroot',
      '--pull-never',
      '--tag',
      tag,
      context,
    ],
    { timeoutSeconds: 300 },
  );
}

/** Gives a container of an image with its file system mounted. */
export async function withContainer<Result>(
  image: string,
  use: (mount: string) => Promise<Result>,
): Promise<Result> {
  const container = await buildah('from', '--pull-never', image);
  try {
    return await use(await buildah('mount', container));
  } finally {
    await command('buildah', [...STORAGE, 'umount', container]);
    await command('buildah', [...STORAGE, 'rm', container]);
  }
}

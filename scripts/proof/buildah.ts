/**
 * Builds and keeps images in a storage of its own: stand-ins carry the names of
 * official images and must never reach the storage that real builds of this
 * machine use. It lies outside the repository, whose tools would read through
 * every root file system in it.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, must, type Outcome } from './command';

export const workFolder = join(tmpdir(), 'dockerfile-scorecard-proof');

const STORAGE = [
  '--root',
  join(workFolder, 'storage'),
  '--runroot',
  join(workFolder, 'run'),
  '--storage-driver',
  'overlay',
];

/** The program with its storage, for callers that start it themselves. */
export function buildahCommand(...args: string[]): string[] {
  return ['buildah', ...STORAGE, ...args];
}

/** Runs buildah; throws when it fails. */
export async function buildah(...args: string[]): Promise<string> {
  return (await must('buildah', [...STORAGE, ...args])).trim();
}

/** Runs buildah where failing is no matter, e.g. to tidy up. */
export async function quietly(...args: string[]): Promise<void> {
  await command('buildah', [...STORAGE, ...args]);
}

/** Unmounts the folder that the storage driver mounts over itself and leaves so. */
export async function unmountStorage(): Promise<void> {
  await command('umount', [join(workFolder, 'storage', 'overlay')]);
}

/** Whether the storage has an image. */
export async function hasImage(name: string): Promise<boolean> {
  const { code } = await command('buildah', [
    ...STORAGE,
    'inspect',
    '--type',
    'image',
    name,
  ]);
  return code === 0;
}

/** Builds a Dockerfile without reaching for a registry. */
export function build(
  folder: string,
  tag: string,
  layers: boolean,
): Promise<Outcome> {
  return command(
    'buildah',
    [
      ...STORAGE,
      'bud',
      '--isolation',
      'chroot',
      '--pull-never',
      '--format',
      'docker',
      '--tag',
      tag,
      ...(layers ? ['--layers', '--no-cache'] : []),
      folder,
    ],
    { timeoutSeconds: 300 },
  );
}

/** How an image starts, from its configuration. */
export interface ImageConfig {
  entrypoint: string[];
  command: string[];
  user: string;
  path: string | undefined;
}

interface Inspection {
  OCIv1?: {
    config?: {
      Entrypoint?: string[] | null;
      Cmd?: string[] | null;
      User?: string;
      Env?: string[] | null;
    };
  };
}

/** Reads the configuration of a built image. */
export async function imageConfig(image: string): Promise<ImageConfig> {
  const text = await buildah('inspect', '--type', 'image', image);
  const { OCIv1 }: Inspection = JSON.parse(text);
  const config = OCIv1?.config ?? {};
  const path = config.Env?.find(pair => pair.startsWith('PATH='));
  return {
    entrypoint: config.Entrypoint ?? [],
    command: config.Cmd ?? [],
    user: config.User ?? '',
    path: path?.slice('PATH='.length),
  };
}

/** A container of an image with its file system mounted while `use` runs. */
export async function withContainer<Result>(
  image: string,
  use: (container: string, mount: string) => Promise<Result>,
): Promise<Result> {
  const container = await buildah('from', '--pull-never', image);
  try {
    return await use(container, await buildah('mount', container));
  } finally {
    await quietly('umount', container);
    await quietly('rm', container);
  }
}

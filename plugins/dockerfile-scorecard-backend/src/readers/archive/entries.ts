import { posix } from 'node:path';

/** One entry of an archive, whatever its format. */
export type ArchiveEntry =
  | { kind: 'file'; path: string; size: number }
  | {
      kind: 'link';
      path: string;
      /** As the archive has it: relative to the folder of the link, or to the root of the archive for a hard link. */
      target: string;
      /** A second name of a file in the archive. */
      hard: boolean;
    };

/** What a reading wants of an archive. */
export interface ArchiveConsumer {
  /** Whether the content of the entry is wanted. */
  onEntry(entry: ArchiveEntry): boolean;
  onContent(path: string, content: Buffer): void;
}

/**
 * Checks the path of an entry. No Git host packs a path that leads out of the repository, so such an archive is not believed.
 *
 * @throws an error that names the path
 */
export function checkPath(path: string): string {
  const normal = posix.normalize(path).replace(/\/$/, '');
  if (
    posix.isAbsolute(normal) ||
    normal === '..' ||
    normal.startsWith('../') ||
    path.includes('\\..\\')
  ) {
    throw new Error(
      `The archive of the repository has the path ${JSON.stringify(
        path.slice(0, 200),
      )}, which leads out of the repository. Nothing was read from it`,
    );
  }
  return normal;
}

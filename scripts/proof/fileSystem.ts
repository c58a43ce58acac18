/** Looks into the mounted file system of a built image. */
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { must } from './command';

/** Whether something stands at a path of the image; `*` stands for any part of a name. */
export function stands(mount: string, path: string): boolean {
  const parts = path.split('/').filter(Boolean);
  const walk = (folder: string, at: number): boolean => {
    if (at === parts.length) return true;
    const part = parts[at];
    if (part.includes('*')) {
      const pattern = new RegExp(`^${part.split('*').map(escape).join('.*')}$`);
      return names(folder).some(
        name => pattern.test(name) && walk(join(folder, name), at + 1),
      );
    }
    return (
      lstatSync(join(folder, part), { throwIfNoEntry: false }) !== undefined &&
      walk(join(folder, part), at + 1)
    );
  };
  return walk(mount, 0);
}

function escape(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Paths that the build has made: their inode changed after it began. */
export async function madeSince(mount: string, since: Date): Promise<string[]> {
  const found = await must('find', [
    mount,
    '-xdev',
    '-mindepth',
    '1',
    '-newerct',
    since.toISOString(),
    '-printf',
    '/%P\\n',
  ]);
  return found.split('\n').filter(Boolean);
}

/** `flask-3.1.1.dist-info` says that flask is installed beside it. */
export function metadataOf(distribution: string): RegExp {
  const name = distribution
    .split(/[-_.]+/)
    .map(escape)
    .join('[-_.]+');
  return new RegExp(`/${name}-[^/-]+\\.dist-info$`, 'i');
}

/** A path of an image with its links followed, as a program in the image would. */
export function throughLinks(mount: string, path: string): string {
  let resolved = '';
  for (const part of path.split('/').filter(Boolean)) {
    const next = `${resolved}/${part}`;
    const isLink = lstatSync(join(mount, next), {
      throwIfNoEntry: false,
    })?.isSymbolicLink();
    resolved = isLink
      ? resolve(resolved || '/', readlinkSync(join(mount, next)))
      : next;
  }
  return resolved;
}

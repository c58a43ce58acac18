/** Makes tarballs as `npm pack` does, without npm: Deno alone is enough to pack. */
import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { create } from 'tar';

/** The time that npm gives to all files, so that the same content makes the same tarball. */
const NPM_TIME = new Date('1985-10-26T08:15:00.000Z');

export interface Tarball {
  path: string;
  files: number;
  bytes: number;
}

export async function createTarball(
  folder: string,
  path: string,
): Promise<Tarball> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  await create(
    {
      cwd: folder,
      file: path,
      gzip: { level: 9 },
      portable: true,
      mtime: NPM_TIME,
      prefix: 'package',
    },
    files,
  );
  return { path, files: files.length, bytes: statSync(path).size };
}

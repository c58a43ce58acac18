import { normalise } from '../contents/paths';
import type { DeclaredBuild } from './declaredBuilds';

/** A path that a person wrote, relative to a folder of the repository; undefined where it leads out of it or is not written out. */
function pathFrom(folder: string, written: string): string | undefined {
  if (/[$`]|\{\{|^\w+:\/\/|^git@|^~|^\//.test(written)) return undefined;
  let path = folder;
  for (const part of written.split('/')) {
    if (part === '..') {
      if (path === '') return undefined;
      path = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    } else if (part !== '' && part !== '.')
      path = path === '' ? part : `${path}/${part}`;
  }
  return normalise(`/${path}`).slice(1);
}

/** What a build names, as it is written; `file` is relative to `fileFrom`, the context without it. */
export interface WrittenBuild {
  context: string;
  file?: string;
  fileFrom?: string;
  target?: string;
}

/** The build that is meant, from the folder in which it is written; none where a variable decides. */
export function declared(
  base: string,
  { context, file, fileFrom, target }: WrittenBuild,
): DeclaredBuild[] {
  const folder = pathFrom(base, context);
  if (folder === undefined || /[$`]|\{\{/.test(target ?? '')) return [];
  const dockerfile =
    file === undefined
      ? pathFrom(folder, 'Dockerfile')
      : pathFrom(fileFrom ?? folder, file);
  return dockerfile === undefined
    ? []
    : [{ dockerfile, folder, target: target === '' ? undefined : target }];
}

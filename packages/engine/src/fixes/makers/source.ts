import { baseName, isWithin, relativeTo } from '../../contents/paths';
import { wantedBy, type Wanted } from '../../questions/start/startCode';
import type { Build } from '../../questions/build';
import { insertBefore } from '../edits';
import type { FixMaker } from '../types';
import { lineBefore } from './places';

/** Words of the COPY that brings what a start command needs; undefined where the build context is known not to have it. */
function copyOf({ files, target }: Build, wanted: Wanted): string | undefined {
  const workdir = target?.state.workdir;
  if (!workdir?.known) return undefined;
  if (wanted.kind === 'file') {
    const { path } = wanted;
    if (!isWithin(path, workdir.value)) return undefined;
    const file = relativeTo(path, workdir.value);
    if (file.includes('/')) {
      const [top] = file.split('/');
      return files.isDirectory(top) === false ? undefined : `${top}/ ./${top}/`;
    }
    return files.has(file) === false ? undefined : `${baseName(path)} ./`;
  }
  const { top, module } = wanted;
  if (files.isDirectory(top) === true) return `${top}/ ./${top}/`;
  if (files.has(`${top}.py`) === true) return `${top}.py ./`;
  if (files.isDirectory(`src/${top}`) === true) return `src/ ./`;
  // without a listing, a module with a dot is in a package
  return files.isListed || !module.includes('.')
    ? undefined
    : `${top}/ ./${top}/`;
}

/** Copies the code that the start command names. */
export const copySource: FixMaker = build => {
  const line = lineBefore(build, ['CMD', 'ENTRYPOINT', 'USER']);
  if (line === undefined) return [];
  return (build.target?.launches ?? []).flatMap(launch => {
    const wanted = wantedBy(launch);
    const words = wanted && copyOf(build, wanted);
    return words === undefined
      ? []
      : [
          {
            title: `Copy ${words.split(' ')[0]}`,
            safety: 'review' as const,
            reason:
              'The start command needs it. Check that it is all that the service imports.',
            edits: [insertBefore(build.syntax, line, [`COPY ${words}`])],
          },
        ];
  });
};

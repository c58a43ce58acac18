import { lostInstalls } from '../../questions/python/lostInstalls';
import type { Build } from '../../questions/build';
import { insertBefore } from '../edits';
import type { Candidate, FixMaker } from '../types';
import { lineBefore } from './places';

const CARRIED =
  'The packages are copied as they were installed. Both stages have to have the same Python.';

function copyFrom(
  build: Build,
  stage: number,
  folders: readonly string[],
  path: string | undefined,
): Candidate[] {
  const line = lineBefore(build, ['CMD', 'ENTRYPOINT', 'USER']);
  if (line === undefined || folders.length === 0) return [];
  const from = build.stageName(stage);
  return [
    {
      title: `Copy the installed packages from ${from}`,
      safety: 'review',
      reason: CARRIED,
      edits: [
        insertBefore(build.syntax, line, [
          ...folders.map(folder => `COPY --from=${from} ${folder} ${folder}`),
          ...(path === undefined ? [] : [`ENV PATH="${path}:$PATH"`]),
        ]),
      ],
    },
  ];
}

/** Carries what a build stage installed into the image. */
export const carryPackages: FixMaker = build =>
  lostInstalls(build).flatMap(({ install, stage }) => {
    const { environment, packages, scripts } = install.target;
    if (environment)
      return copyFrom(
        build,
        stage.index,
        [environment.path],
        `${environment.path}/bin`,
      );
    const folders = [packages, scripts].filter(
      (folder): folder is string => folder !== undefined,
    );
    return [
      ...copyFrom(build, stage.index, folders, undefined),
      ...copyFrom(build, stage.index, folders, scripts),
    ];
  });

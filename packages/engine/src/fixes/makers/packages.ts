import { droppedIn } from '../../facts/droppedPackages';
import type { Build } from '../../questions/build';
import { replace } from '../edits';
import type { Call } from '../../contents/stageState';
import type { Edit } from '../../verdict';
import type { FixMaker } from '../types';
import { callsIn, isPlainWord } from './commands';

/** Where a command names a package, and nothing else: a comment or an address may hold the name too. */
function namesAt(
  build: Build,
  calls: readonly Call[],
  name: string,
): Edit['range'][] {
  return calls
    .flatMap(({ args }) => args)
    .filter(word => word.raw === name && isPlainWord(build, word))
    .map(({ range }) => range);
}

/** Writes the names that the release has for packages that were renamed. */
export const renamePackages: FixMaker = (build, finding) => {
  const { line } = finding.range.start;
  const stage = [...build.stages]
    .reverse()
    .find(({ range }) => range.start.line <= line);
  const state = stage && build.states[stage.index];
  const image = state?.image;
  const run = stage?.instructions.find(
    ({ instruction: { syntax } }) =>
      syntax.startLine <= line && syntax.endLine >= line,
  )?.instruction;
  if (!state || !image || !run) return [];
  const names = state.packages
    .filter(
      ({ range, place }) =>
        range.start.line === line && place.stage === stage.index,
    )
    .flatMap(event => event.names);
  const renamed = [...new Set(names)].flatMap(name => {
    const answer = droppedIn(image, name);
    return answer ? [{ name, successor: answer.successor }] : [];
  });
  if (renamed.some(({ successor }) => successor === undefined)) return [];
  const calls = callsIn(build, run).filter(
    ({ step }) => step.range.start.line === line,
  );
  const edits = renamed.flatMap(({ name, successor = '' }) =>
    namesAt(build, calls, name).map(range => replace(range, successor)),
  );
  return edits.length === 0
    ? []
    : [
        {
          title: `Install ${renamed
            .map(({ successor }) => successor)
            .slice(0, 3)
            .join(', ')}`,
          safety: 'review',
          reason:
            'They took the place of packages that the release no longer has. Check that what calls them works with them.',
          edits,
        },
      ];
};

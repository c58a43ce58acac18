import { droppedIn } from '../../facts/droppedPackages';
import type { Build } from '../../rules/build';
import { replace, textAt } from '../edits';
import type { Edit, Finding } from '../../verdict';
import type { FixMaker } from '../types';

/** Every place in some lines where a word stands by itself. */
function wordsAt(
  { syntax }: Build,
  { range }: Finding,
  last: number,
  word: string,
): Edit['range'][] {
  const pattern = new RegExp(
    `(?<![\\w.+-])${word.replace(/[.+]/g, '\\$&')}(?![\\w.+-])`,
    'g',
  );
  const found: Edit['range'][] = [];
  for (let line = range.start.line; line <= last; line++) {
    const text = textAt(syntax, {
      start: { line, column: 0 },
      end: { line: line + 1, column: 0 },
    });
    for (const { index = 0 } of text.matchAll(pattern))
      found.push({
        start: { line, column: index },
        end: { line, column: index + word.length },
      });
  }
  return found;
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
  )?.instruction.syntax;
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
  const edits = renamed.flatMap(({ name, successor = '' }) =>
    wordsAt(build, finding, run.endLine, name).map(range =>
      replace(range, successor),
    ),
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

import { replace, textAt } from '../edits';
import type { FixMaker } from '../types';
import { callsIn } from './commands';
import { runAt } from './places';

/** Makes the folder that a RUN writes into, before anything else that the RUN does. */
export const makeFolder: FixMaker = (build, finding) => {
  const run = runAt(build, finding);
  const stage = build.stages.findLast(
    ({ range }) => range.start.line <= finding.range.start.line,
  );
  const missing = build.states[stage?.index ?? -1]?.missingFolders.find(
    ({ step: { range } }) =>
      range.start.line === finding.range.start.line &&
      range.start.column === finding.range.start.column,
  );
  const [first] = run ? callsIn(build, run) : [];
  if (!run || !missing || !first || run.form !== 'shell') return [];
  const { folder } = missing;
  const { start } = first.step.range;
  const [body] = run.words;
  const isFirst =
    body !== undefined &&
    textAt(build.syntax, { start: body.range.start, end: start }).trim() === '';
  if (!isFirst || !/^[\w./@+-]+$/.test(folder)) return [];
  return [
    {
      title: `Make ${folder} first`,
      safety: 'safe',
      reason: 'The folder is made before anything is written into it.',
      edits: [replace({ start, end: start }, `mkdir -p ${folder} && `)],
    },
  ];
};

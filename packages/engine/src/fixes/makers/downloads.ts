import { GONE_SOURCES } from '../../facts/goneSources';
import { replace, textAt } from '../edits';
import type { FixMaker } from '../types';
import { matchesIn, runAt } from './places';

/** Names the place that took over from one that is gone, wherever a RUN names it. */
export const livingSource: FixMaker = (build, finding) => {
  const run = runAt(build, finding);
  if (!run) return [];
  const text = textAt(build.syntax, finding.range);
  const source = GONE_SOURCES.find(
    ({ pattern, successor }) => successor && pattern.test(text),
  );
  const { successor } = source ?? {};
  if (!successor) return [];
  return [
    {
      title: `Use ${successor.text}`,
      safety: 'review',
      reason: 'It took over. Check that it has what is asked for.',
      edits: build.stages
        .flatMap(({ instructions }) => instructions)
        .filter(({ instruction }) => instruction.kind === 'RUN')
        .flatMap(({ instruction }) =>
          matchesIn(build, instruction, successor.replaces),
        )
        .map(({ range }) => replace(range, successor.text)),
    },
  ];
};

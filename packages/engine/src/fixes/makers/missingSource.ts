import { emptyArguments } from '../../questions/emptyArguments';
import { placeInstead } from '../../questions/missingSources';
import type { Build } from '../../questions/build';
import type { Finding } from '../../verdict';
import { insertAfter, insertBefore, replace, textAt } from '../edits';
import type { FixMaker } from '../types';
import { firstLineOf } from './places';

/** The copies of the file, with the place that each stands at. */
function copyOf(build: Build, { range }: Pick<Finding, 'range'>) {
  return build.states
    .flatMap((state, stage) =>
      (state?.copies ?? []).filter(({ place }) => place.stage === stage),
    )
    .find(
      ({ place }) =>
        place.range.start.line <= range.start.line &&
        place.range.end.line >= range.start.line,
    );
}

/** Repeats an ARG that stands in front of the first FROM, in the stage that uses it. */
export const repeatArgument: FixMaker = (build, finding) => {
  const place = copyOf(build, finding)?.place;
  const stage = place && build.stages[place.stage];
  if (!place || !stage) return [];
  const [first] = build.stages;
  const global = new Set(
    build.syntax.instructions
      .filter(
        ({ keyword, range }) =>
          keyword === 'ARG' && range.start.line < first.range.start.line,
      )
      .flatMap(({ args }) => args.map(arg => arg.replace(/=.*$/s, ''))),
  );
  const names = emptyArguments(build, place).filter(name => global.has(name));
  const from = build.syntax.instructions.find(
    ({ range }) => range.start.line === stage.range.start.line,
  );
  if (names.length === 0 || !from) return [];
  return [
    {
      title: `Repeat ARG ${names.join(', ')} in the stage`,
      safety: 'safe',
      reason:
        'An ARG in front of the first FROM holds in no stage that does not repeat it.',
      edits: [
        insertAfter(
          build.syntax,
          from.endLine,
          names.map(name => `ARG ${name}`),
        ),
      ],
    },
  ];
};

/** Takes what the other stage has in place of what it does not have, or has the stage make it there. */
export const copyWhatIsThere: FixMaker = (build, finding) => {
  const copy = copyOf(build, finding);
  const source = copy?.sources.find(
    ({ found, range, path }) =>
      found === 'absent' &&
      path.known &&
      range.start.line === finding.range.start.line,
  );
  if (copy?.from.kind !== 'stage' || !source?.path.known) return [];
  const { stage } = copy.from;
  const place = placeInstead(build, stage, source.path.value);
  if (place?.kind === 'setting') {
    const run =
      build.stages[place.place.stage].instructions[place.place.instruction]
        ?.instruction;
    return run
      ? [
          {
            title: `Set ${place.setting} where the packages are installed`,
            safety: 'review',
            reason:
              'The environment is made in the project, where the COPY looks.',
            edits: [
              insertBefore(build.syntax, firstLineOf(run.syntax), [
                `ENV ${place.setting}`,
              ]),
            ],
          },
        ]
      : [];
  }
  if (place?.kind !== 'path' && place?.kind !== 'environment') return [];
  return textAt(build.syntax, source.range) === source.path.value
    ? [
        {
          title: `Copy ${place.path}`,
          safety: 'review',
          reason: `The stage has ${place.path}, not ${source.path.value}.`,
          edits: [replace(source.range, place.path)],
        },
      ]
    : [];
};

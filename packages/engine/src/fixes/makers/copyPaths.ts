import { crossings, mainCrossings } from '../../questions/python/crossings';
import { lostInstalls } from '../../questions/python/lostInstalls';
import type { Build } from '../../questions/build';
import type { RunInstruction } from '../../syntax/instructions';
import type { Edit } from '../../verdict';
import { insertBefore, removeLines, replace, textAt } from '../edits';
import type { FixMaker } from '../types';
import { withoutPart } from './commands';
import { copyAt, matchesIn, ownInstructions } from './places';

/** A path as a whole: not the beginning of another name. */
function wholePath(path: string): RegExp {
  return new RegExp(
    `(?<![\\w./-])${path.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}(?![\\w.-])`,
    'g',
  );
}

/** Names a path anew wherever the final stage does, but in one instruction. */
function renamed(
  build: Build,
  from: string,
  to: string,
  except: number,
): Edit[] {
  return ownInstructions(build)
    .filter(
      ({ kind, syntax }) =>
        syntax.startLine !== except &&
        ['ENV', 'RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(kind),
    )
    .flatMap(instruction => matchesIn(build, instruction, wholePath(from)))
    .map(({ range }) => replace(range, to));
}

/** Copies an environment to the path where it was made, which its scripts name. */
export const keepPath: FixMaker = (build, finding) => {
  const copy = copyAt(build, finding);
  const crossing = mainCrossings(build).find(
    ({ entry, environment }) =>
      environment !== undefined &&
      entry.layer.range.start.line === finding.range.start.line,
  );
  const path = crossing?.environment?.path;
  const [source, ...others] = copy?.sources ?? [];
  if (!copy || !crossing || path === undefined || others.length > 0) return [];
  if (source?.value !== path) return [];
  const { line } = finding.range.start;
  return [
    {
      title: `Copy the environment to ${path}`,
      safety: 'review',
      reason: 'Its scripts name the path where it was made.',
      edits: [
        replace(copy.destination.range, path),
        ...renamed(build, crossing.entry.path, path, line),
      ],
    },
  ];
};

/** Wheels of a build stage that an image may mount. */
interface Wheels {
  from: string;
  source: string;
  target: string;
}

function mountOf({ from, source, target }: Wheels): string {
  return `--mount=type=bind,from=${from},source=${source},target=${target}`;
}

/** Installs the wheels that are only copied. */
export const installWheels: FixMaker = build =>
  lostInstalls(build).flatMap(({ kind, install, stage, copy: event }) => {
    const source = install.target.packages;
    const copy = event && copyAt(build, { range: event.place.range });
    if (kind !== 'wheels' || source === undefined || !copy) return [];
    if (copy.sources.length !== 1 || copy.sources[0].value !== source)
      return [];
    const target = copy.destination.value.replace(/\/$/, '');
    if (!target.startsWith('/')) return [];
    const { startLine, endLine } = copy.syntax;
    return [
      {
        title: 'Install the wheels in the final stage',
        safety: 'review',
        reason: 'They are mounted for the installation and are in no layer.',
        edits: [
          removeLines(startLine, endLine),
          insertBefore(build.syntax, startLine, [
            `RUN ${mountOf({
              from: build.stageName(stage.index),
              source,
              target,
            })} \\`,
            `    pip install --no-cache-dir --no-index --no-deps ${target}/*.whl`,
          ]),
        ],
      },
    ];
  });

/** `rm -rf /wheels` at the end of a chain: what is mounted cannot be removed. */
function withoutRemoval(
  build: Build,
  run: RunInstruction,
  path: string,
): Edit[] {
  const pattern = new RegExp(
    `&&\\s*rm\\s+-\\w+\\s+${path}(?:/\\S*)?(?=\\s|$)`,
    'g',
  );
  return matchesIn(build, run, pattern).map(({ range }) =>
    withoutPart(build, range),
  );
}

/** Mounts the wheels for the RUN that installs them. */
export const mountWheels: FixMaker = (build, finding) => {
  const copy = copyAt(build, finding);
  const [source, ...others] = copy?.sources ?? [];
  const from = copy?.from?.value;
  if (!copy || !source || others.length > 0 || from === undefined) return [];
  // a mount takes a folder, not a pattern
  if (/[*?[]/.test(source.value)) return [];
  const target = copy.destination.value.replace(/\/$/, '');
  const run = ownInstructions(build).find(
    instruction =>
      instruction.kind === 'RUN' &&
      instruction.syntax.startLine > copy.syntax.endLine &&
      textAt(build.syntax, instruction.syntax.range).includes(target),
  );
  if (run?.kind !== 'RUN' || !target.startsWith('/')) return [];
  const keyword = run.syntax.keywordRange.end;
  return [
    {
      title: 'Mount the wheels for the installation',
      safety: 'safe',
      reason: 'The same wheels are installed, and no layer keeps them.',
      edits: [
        removeLines(copy.syntax.startLine, copy.syntax.endLine),
        replace(
          { start: keyword, end: keyword },
          ` ${mountOf({ from, source: source.value, target })}`,
        ),
        ...withoutRemoval(build, run, target),
      ],
    },
  ];
};

/** Copies the environments of a build stage in place of everything. */
export const onlyEnvironment: FixMaker = (build, finding) => {
  const copy = copyAt(build, finding);
  const from = copy?.from?.value;
  if (!copy || from === undefined) return [];
  const paths = [
    ...new Set(
      crossings(build).flatMap(({ environment, entry }) =>
        environment && entry.layer.range.start.line === copy.syntax.startLine
          ? [environment.path]
          : [],
      ),
    ),
  ];
  return paths.length === 0
    ? []
    : [
        {
          title: `Copy only ${paths.join(' and ')}`,
          safety: 'review',
          reason:
            'What else the build stage has stays there. Copy what the service needs of it, too.',
          edits: [
            replace(
              copy.syntax.range,
              paths
                .map(path => `COPY --from=${from} ${path} ${path}`)
                .join('\n'),
            ),
          ],
        },
      ];
};

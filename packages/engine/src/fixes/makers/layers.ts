import type { Build } from '../../questions/build';
import { isBuiltAfter } from '../../questions/nodeBuilds';
import type { TypedInstruction } from '../../syntax/instructions';
import { applyEdits, insertAfter, removeLines, replace } from '../edits';
import { parseDockerfile } from '../../syntax';
import type { Candidate, FixMaker } from '../types';
import { addOption, appendCommand, callsIn, type Subcommand } from './commands';
import { matchesIn, runAt, stageHolding } from './places';
import type { Edit } from '../../verdict';

const PIP = /^pip[\d.]*$/;
const PIP_INSTALL: Subcommand = { program: PIP, path: [/^install$/] };
const APK_ADD: Subcommand = { program: /^apk$/, path: [/^add$/] };
const UV = /^uv$/;
const UV_PIP_INSTALL: Subcommand = {
  program: UV,
  path: [/^pip$/, /^install$/],
};
const UV_SYNC: Subcommand = { program: UV, path: [/^sync$/] };

const SAME = 'The packages are the same; only the cache is not kept.';

/** Leaves out the caches of package managers. */
export const withoutCache: FixMaker = (build, finding) => {
  const run = runAt(build, finding);
  if (!run || run.heredocs.length > 0 || run.form !== 'shell') return [];
  const ways: readonly [string, Edit[]][] = [
    [
      'Install with --no-cache-dir',
      addOption(build, run, PIP_INSTALL, '--no-cache-dir'),
    ],
    ['Install with --no-cache', addOption(build, run, APK_ADD, '--no-cache')],
    [
      'Remove the package lists in the same layer',
      appendCommand(run, 'rm -rf /var/lib/apt/lists/*'),
    ],
    ['Clean up in the same layer', appendCommand(run, 'dnf clean all')],
    ['Clean up in the same layer', appendCommand(run, 'yum clean all')],
    ['Clean up in the same layer', appendCommand(run, 'microdnf clean all')],
    ['Clean up in the same layer', appendCommand(run, 'zypper clean --all')],
    [
      'Install with --no-cache',
      [UV_PIP_INSTALL, UV_SYNC].flatMap(subcommand =>
        addOption(build, run, subcommand, '--no-cache'),
      ),
    ],
  ];
  return ways
    .filter(([, edits]) => edits.length > 0)
    .map(
      ([title, edits]): Candidate => ({
        title,
        safety: 'safe',
        reason: SAME,
        edits,
      }),
    );
};

const GLOBAL = /^(?:-g|--global)$/;

/** Options by which tools leave out what is only needed for development. */
const WITHOUT_DEVELOPMENT: readonly (readonly [Subcommand, string])[] = [
  [UV_SYNC, '--no-dev'],
  [{ program: /^poetry$/, path: [/^install$/] }, '--only main'],
  [{ program: /^pdm$/, path: [/^(?:sync|install)$/] }, '--prod'],
  [
    { program: /^npm$/, path: [/^(?:ci|install|i)$/], except: GLOBAL },
    '--omit=dev',
  ],
  [{ program: /^pnpm$/, path: [/^(?:install|i)$/], except: GLOBAL }, '--prod'],
  [{ program: /^yarn$/, path: [/^install$/] }, '--production'],
  [{ program: /^bun$/, path: [/^(?:install|i)$/] }, '--production'],
];

export const withoutDevelopment: FixMaker = (build, finding) => {
  const run = runAt(build, finding);
  const candidates: Candidate[] = [];
  const runs = run
    ? [run]
    : build.stages
        .flatMap(({ instructions }) => instructions)
        .map(({ instruction }) => instruction)
        .filter(({ kind }) => kind === 'RUN');
  for (const each of runs) {
    const stage = stageHolding(build, each.syntax.startLine);
    if (stage && isBuiltAfter(build, stage.index, each.syntax.startLine))
      continue;
    for (const [subcommand, option] of WITHOUT_DEVELOPMENT) {
      const edits = addOption(build, each, subcommand, option);
      if (edits.length > 0)
        candidates.push({
          title: `Install with ${option}`,
          safety: 'review',
          reason:
            'Development dependencies are left out: check that nothing needs them when the service starts or is built.',
          edits,
        });
    }
  }
  return candidates;
};

/** Takes the option for editable installs out of calls of pip; the path behind it stays. */
function withoutEditable(build: Build, run: TypedInstruction): Edit[] {
  return callsIn(build, run)
    .filter(
      ({ name, args }) =>
        (PIP.test(name) || /^(?:uv|python[\d.]*)$/.test(name)) &&
        args.some(({ raw }) => raw === 'install'),
    )
    .flatMap(({ args }) =>
      args.flatMap(({ raw, range }, i) => {
        const next = args[i + 1]?.range.start;
        return /^(?:-e|--editable)$/.test(raw) &&
          next?.line === range.start.line
          ? [replace({ start: range.start, end: next }, '')]
          : [];
      }),
    );
}

/** Installs the project itself instead of a link to its source. */
export const notEditable: FixMaker = (build, { trace, range }) => {
  const lines = [range, ...trace.map(step => step.range)];
  const runs = lines.flatMap(place => runAt(build, { range: place }) ?? []);
  return runs.flatMap((run): Candidate[] => {
    const ways: readonly [string, Edit[]][] = [
      ['--no-editable', addOption(build, run, UV_SYNC, '--no-editable')],
      ['without -e', withoutEditable(build, run)],
    ];
    return ways
      .filter(([, edits]) => edits.length > 0)
      .map(([how, edits]) => ({
        title: `Install the project ${how}`,
        safety: 'safe' as const,
        reason:
          'The package is copied into site-packages, so it travels with the environment.',
        edits,
      }));
  });
};

/** A stage that nothing uses is taken out. */
export const withoutStage: FixMaker = (build, { range }) => {
  const index = build.stages.findIndex(
    stage => stage.range.start.line === range.start.line,
  );
  const stage = build.stages[index];
  if (!stage) return [];
  const next = build.stages[index + 1];
  const own = stage.instructions[stage.instructions.length - 1]?.instruction;
  const last = next
    ? firstLineOf(build, next.range.start.line) - 1
    : own?.syntax.endLine ?? stage.range.end.line;
  const edits = [removeLines(firstLineOf(build, stage.range.start.line), last)];
  // a comment that comes to stand at the top may become a directive
  const { directives } = parseDockerfile(applyEdits(build.syntax.text, edits));
  if (directives.length !== build.syntax.directives.length) return [];
  return [
    {
      title: `Remove stage ${build.stageName(index)}`,
      safety: 'review',
      reason:
        'Nothing in this file uses it. Keep it if something builds it with --target.',
      edits,
    },
  ];
};

/** Comments directly above an instruction belong to it; those at the top of the file, such as a licence, belong to the file. */
function firstLineOf(build: Build, line: number): number {
  const comments = new Set(
    build.syntax.comments.map(({ range }) => range.start.line),
  );
  let first = line;
  while (comments.has(first - 1)) first--;
  const directives = build.syntax.directives.map(({ range }) => range.end.line);
  return first === Math.max(0, ...directives) + 1 ? line : first;
}

/** The service stage is what ships: a last line starts from it. */
export const shipService: FixMaker = (build, { trace, message }) => {
  const service = build.stages.find(
    ({ name }) => name !== undefined && message.includes(`\`${name}\``),
  );
  const stage =
    service ??
    build.stages.find(
      ({ range }) => range.start.line === trace[0]?.range.start.line,
    );
  const last = build.syntax.instructions[build.syntax.instructions.length - 1];
  const name = stage?.name;
  if (name === undefined || !last) return [];
  return [
    {
      title: `End with stage ${name}`,
      safety: 'review',
      reason: `A build without --target ships ${name}; the other stages are built with --target.`,
      edits: [insertAfter(build.syntax, last.endLine, ['', `FROM ${name}`])],
    },
  ];
};

/** A server that watches for changes of the source is started without. */
export const withoutReload: FixMaker = (build, { range }) => {
  const start = build.stages
    .flatMap(({ instructions }) => instructions)
    .map(({ instruction }) => instruction)
    .find(({ syntax }) => syntax.startLine === range.start.line);
  if (!start) return [];
  const edits = [
    ...matchesIn(build, start, /,\s*"--reload"/g),
    ...matchesIn(build, start, /\s--reload(?=\s|$)/g),
  ].map(match => replace(match.range, ''));
  return edits.length === 0
    ? []
    : [
        {
          title: 'Start without --reload',
          safety: 'review',
          reason: 'The server no longer watches the source for changes.',
          edits,
        },
      ];
};

import type { Build } from '../../rules/build';
import type { TypedInstruction } from '../../syntax/instructions';
import { insertAfter, removeLines, replace, textAt } from '../edits';
import type { Candidate, FixMaker } from '../types';
import type { Edit, Finding, Range } from '../../verdict';

/** The RUN that a finding speaks of. */
function runAt(
  build: Build,
  { range }: Pick<Finding, 'range'>,
): Extract<TypedInstruction, { kind: 'RUN' }> | undefined {
  const run = build.stages
    .flatMap(({ instructions }) => instructions)
    .map(({ instruction }) => instruction)
    .find(
      ({ kind, syntax }) =>
        kind === 'RUN' &&
        syntax.startLine <= range.start.line &&
        syntax.endLine >= range.start.line,
    );
  return run?.kind === 'RUN' ? run : undefined;
}

/** An empty range behind the text of a RUN, on its last line. */
function endOf({ syntax }: TypedInstruction): Range {
  return { start: syntax.range.end, end: syntax.range.end };
}

const INSTALL_WORD =
  /\b(?:pip\d?(?:\.\d+)?|pip3?)(?:\s+-{1,2}[\w-]+(?:=\S+)?)*\s+install\b/g;
const APK_ADD = /\bapk\s+add\b/g;

/** Every match of a pattern in a RUN, with its place in the file. */
function matchesIn(
  build: Build,
  run: TypedInstruction,
  pattern: RegExp,
): { range: Range; text: string }[] {
  const { syntax } = run;
  const found: { range: Range; text: string }[] = [];
  for (let line = syntax.startLine; line <= syntax.endLine; line++) {
    const whole = {
      start: { line, column: 0 },
      end: { line: line + 1, column: 0 },
    };
    for (const match of textAt(build.syntax, whole).matchAll(pattern)) {
      const column = match.index ?? 0;
      found.push({
        text: match[0],
        range: {
          start: { line, column },
          end: { line, column: column + match[0].length },
        },
      });
    }
  }
  return found;
}

function optionAfter(
  build: Build,
  run: TypedInstruction,
  pattern: RegExp,
  option: string,
): Edit[] {
  return matchesIn(build, run, pattern).map(({ range, text }) =>
    replace(range, `${text} ${option}`),
  );
}

function cleanUp(run: TypedInstruction, command: string): Edit[] {
  return [replace(endOf(run), ` && ${command}`)];
}

const SAME = 'The packages are the same; only the cache is not kept.';

/** Leaves out the caches of package managers. */
export const withoutCache: FixMaker = (build, finding) => {
  const run = runAt(build, finding);
  if (!run || run.heredocs.length > 0 || run.form !== 'shell') return [];
  const ways: readonly [string, Edit[]][] = [
    [
      'Install with --no-cache-dir',
      optionAfter(build, run, INSTALL_WORD, '--no-cache-dir'),
    ],
    ['Install with --no-cache', optionAfter(build, run, APK_ADD, '--no-cache')],
    [
      'Remove the package lists in the same layer',
      cleanUp(run, 'rm -rf /var/lib/apt/lists/*'),
    ],
    ['Clean up in the same layer', cleanUp(run, 'dnf clean all')],
    ['Clean up in the same layer', cleanUp(run, 'yum clean all')],
    ['Clean up in the same layer', cleanUp(run, 'microdnf clean all')],
    ['Clean up in the same layer', cleanUp(run, 'zypper clean --all')],
    [
      'Install with --no-cache',
      optionAfter(build, run, /\buv\s+(?:pip\s+install|sync)\b/g, '--no-cache'),
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

/** Options by which tools leave out what is only needed for development. */
const WITHOUT_DEVELOPMENT: readonly (readonly [RegExp, string])[] = [
  [/\buv\s+sync\b/g, '--no-dev'],
  [/\bpoetry\s+install\b/g, '--only main'],
  [/\bpdm\s+(?:sync|install)\b/g, '--prod'],
  [/\bnpm\s+(?:ci|install|i)\b/g, '--omit=dev'],
  [/\bpnpm\s+(?:install|i)\b/g, '--prod'],
  [/\byarn\s+install\b/g, '--production'],
  [/\bbun\s+(?:install|i)\b/g, '--production'],
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
    for (const [pattern, option] of WITHOUT_DEVELOPMENT) {
      const edits = optionAfter(build, each, pattern, option);
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

/** Installs the project itself instead of a link to its source. */
export const notEditable: FixMaker = (build, { trace, range }) => {
  const lines = [range, ...trace.map(step => step.range)];
  const runs = lines.flatMap(place => runAt(build, { range: place }) ?? []);
  return runs.flatMap((run): Candidate[] => {
    const ways: readonly [string, Edit[]][] = [
      [
        '--no-editable',
        optionAfter(build, run, /\buv\s+sync\b/g, '--no-editable'),
      ],
      [
        'without -e',
        matchesIn(build, run, /\binstall\s+(?:-e|--editable)\s+/g).map(match =>
          replace(match.range, 'install '),
        ),
      ],
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
  return [
    {
      title: `Remove stage ${build.stageName(index)}`,
      safety: 'review',
      reason:
        'Nothing in this file uses it. Keep it if something builds it with --target.',
      edits: [removeLines(firstLineOf(build, stage.range.start.line), last)],
    },
  ];
};

/** Comments directly above an instruction belong to it. */
function firstLineOf(build: Build, line: number): number {
  const comments = new Set(
    build.syntax.comments.map(({ range }) => range.start.line),
  );
  let first = line;
  while (comments.has(first - 1)) first--;
  return first;
}

/** Removes packages in the layer that installs them. */
export const purgeInSameLayer: FixMaker = (build, finding) => {
  const later = runAt(build, finding);
  const [installed] = finding.trace;
  const earlier = installed && runAt(build, installed);
  if (!later || !earlier || later === earlier) return [];
  if (later.form !== 'shell' || earlier.form !== 'shell') return [];
  const body = later.words[0]?.range;
  const isPlain =
    later.heredocs.length === 0 &&
    earlier.heredocs.length === 0 &&
    later.mounts.length === 0;
  if (!body || !isPlain) return [];
  return [
    {
      title: 'Remove the packages in the layer that installs them',
      safety: 'review',
      reason:
        'What stands between the two instructions is built without the packages.',
      edits: [
        replace(endOf(earlier), ` \\\n && ${textAt(build.syntax, body)}`),
        removeLines(later.syntax.startLine, later.syntax.endLine),
      ],
    },
  ];
};

/** Copies only the manifests before the install, and the source behind it. */
export const manifestsFirst: FixMaker = (build, finding) => {
  const install = finding.trace[1] && runAt(build, finding.trace[1]);
  const stage = build.stages.find(({ instructions }) =>
    instructions.some(({ instruction }) => instruction === install),
  );
  if (!install || !stage || install.heredocs.length > 0) return [];
  const all = stage.instructions.map(({ instruction }) => instruction);
  const copy = all.find(
    ({ kind, syntax }) =>
      (kind === 'COPY' || kind === 'ADD') &&
      syntax.startLine === finding.range.start.line,
  );
  if (!copy || copy.syntax.json || copy.syntax.args.length !== 2) return [];
  // a command between the two may need the source
  const between = all.slice(all.indexOf(copy) + 1, all.indexOf(install));
  if (between.some(({ kind }) => kind === 'RUN')) return [];
  const text = textAt(build.syntax, copy.syntax.range);
  const [, destination] = copy.syntax.args;
  const folder = destination.endsWith('/') ? destination : `${destination}/`;
  return manifestsFor(textAt(build.syntax, install.syntax.range), folder).map(
    files => ({
      title: 'Copy the dependency manifests first',
      safety: 'review',
      reason:
        'Dependencies are installed again only when the manifests change. Check that nothing else is needed to install them.',
      edits: [
        replace(
          copy.syntax.range,
          [
            'COPY',
            ...copy.syntax.flags,
            ...files,
            folder === './/' ? './' : folder,
          ].join(' '),
        ),
        insertAfter(build.syntax, install.syntax.endLine, text.split(/\r?\n/)),
      ],
    }),
  );
};

/** Files that an install command reads, the likeliest set first. */
function manifestsFor(command: string, folder: string): string[][] {
  const requirements = [
    ...command.matchAll(/(?:-r|--requirement)[ =]?(\S+)/g),
  ].map(match => match[1]);
  if (requirements.length > 0)
    return requirements.every(file => /^[\w./-]+$/.test(file))
      ? [
          requirements.map(file =>
            file.startsWith(folder)
              ? file.slice(folder.length)
              : file.replace(/^\.\//, ''),
          ),
        ]
      : [];
  if (/\bnpm\b/.test(command)) return [['package*.json']];
  if (/\byarn\b/.test(command)) return [['package.json', 'yarn.lock']];
  if (/\bpnpm\b/.test(command)) return [['package.json', 'pnpm-lock.yaml']];
  if (/\bgo\s+mod\b/.test(command)) return [['go.mod', 'go.sum']];
  if (/\bbundle\b/.test(command)) return [['Gemfile', 'Gemfile.lock']];
  return [];
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
    ...matchesIn(build, start, /\s--reload\b/g),
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

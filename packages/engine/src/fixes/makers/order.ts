import { requirementLines } from '../../contents/python/requirements';
import type { Call } from '../../contents/stageState';
import type { Build } from '../../questions/build';
import type { Stage } from '../../graph';
import type {
  RunInstruction,
  TypedInstruction,
} from '../../syntax/instructions';
import { insertAfter, removeLines, replace, textAt } from '../edits';
import type { FixMaker } from '../types';
import { appendCommand, callsIn, PACKAGE_MANAGER } from './commands';
import { runAt, stageHolding } from './places';

/** Whether a command only removes packages and caches: it does the same in an earlier layer. */
function onlyCleans({ name, args }: Call): boolean {
  if (PACKAGE_MANAGER.test(name)) return true;
  return (
    name === 'rm' &&
    args.every(({ raw }) => /^(?:-\w+$|\/var\/|\/tmp\/)/.test(raw))
  );
}

/** Instructions that need no program, and set nothing that a RUN sees. */
const INERT: ReadonlySet<string> = new Set([
  'ADD',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'STOPSIGNAL',
  'VOLUME',
]);

/** Whether two instructions are of one stage, and nothing between them can tell their order. */
function areClose(
  build: Build,
  earlier: TypedInstruction,
  later: TypedInstruction,
): boolean {
  const all = stageHolding(build, later.syntax.startLine)?.instructions.map(
    ({ instruction }) => instruction,
  );
  const first = all?.indexOf(earlier) ?? -1;
  const second = all?.indexOf(later) ?? -1;
  return (
    first >= 0 &&
    (all ?? []).slice(first + 1, second).every(({ kind }) => INERT.has(kind))
  );
}

/** Removes packages in the layer that installs them. */
export const purgeInSameLayer: FixMaker = (build, finding) => {
  const later = runAt(build, finding);
  const [installed] = finding.trace;
  const earlier = installed && runAt(build, installed);
  if (!later || !earlier || later === earlier) return [];
  if (later.form !== 'shell' || earlier.form !== 'shell') return [];
  const [body] = later.words;
  const calls = callsIn(build, later);
  const isPlain =
    later.heredocs.length === 0 &&
    earlier.heredocs.length === 0 &&
    later.mounts.length === 0 &&
    calls.length > 0 &&
    calls.every(onlyCleans) &&
    callsIn(build, earlier).every(({ name }) => !/^(?:cd|pushd)$/.test(name)) &&
    areClose(build, earlier, later);
  // behind `&&`, the parts of `a; b` and `a || b` would be run in other cases
  if (!body || !isPlain || /;|\|\||#/.test(body.value)) return [];
  const end = build.syntax.text.includes('\r\n') ? '\r\n' : '\n';
  const edits = appendCommand(
    earlier,
    textAt(build.syntax, body.range),
    ` ${build.syntax.escape}${end} `,
  );
  if (edits.length === 0) return [];
  return [
    {
      title: 'Remove the packages in the layer that installs them',
      safety: 'review',
      reason:
        'What stands between the two instructions is built without the packages.',
      edits: [
        ...edits,
        removeLines(later.syntax.startLine, later.syntax.endLine),
      ],
    },
  ];
};

/** Commands that need no file of the project. */
const NEEDS_NO_SOURCE =
  /^(?:apt-get|apt|apk|dnf|yum|microdnf|add-apt-repository|update-ca-certificates|ldconfig|locale-gen|rm|mkdir|set|echo|printf|true|which|corepack|gem|curl|wget|export|ln|chown|chmod|useradd|usermod|adduser|groupadd|addgroup|virtualenv|\.|source)$/;

/** Subcommands that read only manifests. */
const READS_MANIFESTS: Readonly<Record<string, RegExp>> = {
  npm: /^(?:ci|install|i|config|cache|set)$/,
  pnpm: /^(?:install|i|config|fetch)$/,
  yarn: /^(?:install|config|cache)$/,
  bun: /^(?:install|i)$/,
  bundle: /^(?:install|config)$/,
  go: /^(?:mod|env)$/,
};

/** Whether a file of requirements names others of the project. */
export function namesFiles(text: string): boolean {
  return requirementLines(text).some(line =>
    /^(?:-[rce]\b|--(?:requirement|constraint|editable)\b|\.{0,2}\/|file:)/.test(
      line,
    ),
  );
}

/** Whether a command may need more of the project than its manifests. */
function mayNeedSource({ name, args }: Call): boolean {
  const words = args.map(({ raw }) => raw);
  if (NEEDS_NO_SOURCE.test(name)) return false;
  if (/^python[\d.]*$/.test(name) && words[0] === '-m')
    return (
      words[1] !== 'venv' &&
      (words[1] !== 'pip' || namesProject(words.slice(2)))
    );
  if (/^(?:pip[\d.]*|uv)$/.test(name)) return namesProject(words);
  const known = READS_MANIFESTS[name];
  const subcommand = words.find(word => !word.startsWith('-'));
  if (known === undefined) return true;
  return subcommand === undefined ? name !== 'yarn' : !known.test(subcommand);
}

/** Whether pip is to install the project itself. */
function namesProject(words: readonly string[]): boolean {
  return words.some(word =>
    /^(?:\.{1,2}(?:[/[].*)?|-e|--editable.*)$/.test(word),
  );
}

/**
 * Instructions that copy only what an install reads, in place of one that copies the whole source; the likeliest first.
 *
 * @returns nothing where the install may need more, or something between the two has to see the source
 */
export function copiesOfManifests(
  build: Build,
  stage: Stage,
  copy: TypedInstruction,
  install: RunInstruction,
): string[] {
  const all = stage.instructions.map(({ instruction }) => instruction);
  if (install.heredocs.length > 0) return [];
  if (copy.syntax.json || copy.syntax.args.length !== 2) return [];
  const between = all.slice(all.indexOf(copy) + 1, all.indexOf(install));
  const [, destination] = copy.syntax.args;
  if (between.some(instruction => keepsOrder(instruction, destination)))
    return [];
  if (copy.syntax.flagNodes.some(({ name }) => name === 'exclude')) return [];
  const calls = callsIn(build, install);
  if (calls.length === 0 || calls.some(mayNeedSource)) return [];
  const reads = build
    .installsIn(stage.index)
    .filter(({ range }) => calls.some(({ step }) => step.range === range))
    .flatMap(({ requirementsTexts }) => requirementsTexts);
  // where the repository is known, a list under another name than the usual ones is the only text that is not
  const isListed = build.files.context.files !== undefined;
  if (reads.some(text => (text === undefined ? isListed : namesFiles(text))))
    return [];
  const folder = destination.endsWith('/') ? destination : `${destination}/`;
  return manifestsFor(textAt(build.syntax, install.syntax.range), folder).map(
    files =>
      [
        copyKeyword(build, copy),
        ...copy.syntax.flags,
        ...files,
        folder === './/' ? './' : folder,
      ].join(' '),
  );
}

/** Copies only the manifests before the install, and the source behind it. */
export const manifestsFirst: FixMaker = (build, finding) => {
  const install = finding.trace[1] && runAt(build, finding.trace[1]);
  const stage = build.stages.find(({ instructions }) =>
    instructions.some(({ instruction }) => instruction === install),
  );
  const copy = stage?.instructions
    .map(({ instruction }) => instruction)
    .find(
      ({ kind, syntax }) =>
        (kind === 'COPY' || kind === 'ADD') &&
        syntax.startLine === finding.range.start.line,
    );
  if (!install || !stage || !copy) return [];
  const text = textAt(build.syntax, copy.syntax.range);
  return copiesOfManifests(build, stage, copy, install).map(line => ({
    title: 'Copy the dependency manifests first',
    safety: 'review',
    reason:
      'Dependencies are installed again only when the manifests change. Check that nothing else is needed to install them.',
    edits: [
      replace(copy.syntax.range, line),
      insertAfter(build.syntax, install.syntax.endLine, text.split(/\r?\n/)),
    ],
  }));
};

/** Whether a copy cannot move behind an instruction: a command may need it, a later copy may replace it, another folder is its own. */
function keepsOrder({ kind }: TypedInstruction, destination: string): boolean {
  if (kind === 'WORKDIR') return !destination.startsWith('/');
  return kind === 'RUN' || kind === 'COPY' || kind === 'ADD';
}

/** COPY in the case that an instruction is written in. */
function copyKeyword(build: Build, { syntax }: TypedInstruction): string {
  const written = textAt(build.syntax, syntax.keywordRange);
  return written === written.toLowerCase() ? 'copy' : 'COPY';
}

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

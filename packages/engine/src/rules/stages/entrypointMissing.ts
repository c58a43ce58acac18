import { dockerfile } from '../dockerfile';
import { isWithin, resolvePath } from '../../contents/paths';
import type { StartInstruction } from '../../contents';
import type { Build } from '../../questions/build';
import { atLine } from '../python/words';
import { missingProgram } from '../../questions/programs/missingPrograms';
import { defineRule } from '../defineRule';
import {
  failWith,
  notApplicable,
  type Draft,
  type Verdict,
  unknown,
} from '../../verdict';

const SHELL = /^(?:\/bin\/|\/usr\/bin\/)?(?:sh|bash|ash|dash|env)$/;

/** The file that a start command runs, as it is written; undefined for a program on the PATH or more than one command. */
function fileOf({ line }: StartInstruction): string | undefined {
  const words =
    line.form === 'exec'
      ? line.words.map(({ value }) => value)
      : shellWords(line.words[0]?.value ?? '');
  const isShell = SHELL.test(words[0] ?? '');
  const program = isShell
    ? words.slice(1).find(word => !word.startsWith('-'))
    : words[0];
  const isFile = isShell
    ? /\.sh$/.test(program ?? '')
    : program?.includes('/') === true;
  return isFile && program && !/[ $]/.test(program) ? program : undefined;
}

/** The words of one plain command; none where the shell does more than to start it. */
function shellWords(text: string): string[] {
  const words = text.trim().split(/\s+/);
  if (/[;&|<>()`$"'\\*?[\]{}#=\n]/.test(text)) return [];
  return words[0] === 'exec' ? words.slice(1) : words;
}

const MOUNTED = 'The program may be mounted when the container starts.';

/** A VOLUME, or a file of one stage that copies nothing, or nothing to the directory where the program is looked for. */
function isMountable({ target, stages }: Build, program: string): boolean {
  if (!target) return false;
  const { workdir, fs } = target.state;
  const home =
    workdir.known && isWithin(program, workdir.value) ? workdir.value : '/';
  const isCopied = fs.entries.some(
    ({ content, path }) => content.kind === 'context' && isWithin(path, home),
  );
  return (
    target.stage.instructions.some(
      ({ instruction }) => instruction.kind === 'VOLUME',
    ) ||
    (stages.length === 1 && !isCopied)
  );
}

/** copy-source-missing tells of it. */
function isCopiedFromNothing({ target }: Build, path: string): boolean {
  return (
    target?.state.copies.some(
      ({ destination, sources }) =>
        destination.known &&
        isWithin(path, destination.value) &&
        sources.some(({ found }) => found === 'absent'),
    ) ?? false
  );
}

export const entrypointMissing = defineRule({
  id: 'entrypoint-missing',
  title: 'The program to start is not in the image',
  passing: 'The program to start is in the image',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  settles: 'start',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds a CMD or ENTRYPOINT that names a file, or a program on the PATH, which nothing puts into the image.',
    why: 'The container exits at once: "no such file or directory".',
    example: dockerfile`
FROM python:3.14-slim-trixie
COPY src/ /app/src/
ENTRYPOINT ["/app/entrypoint.sh"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie
COPY src/ /app/src/
COPY --chmod=0755 entrypoint.sh /app/entrypoint.sh
ENTRYPOINT ["/app/entrypoint.sh"]
`,
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const missing = missingProgram(build);
    if (missing) {
      const { name, start: by, cure } = missing;
      return failWith([
        {
          message: `\`${name}\` is what the container starts (${atLine(
            by.place.range,
          )}), but the image does not have it. ${cure}`,
          range: by.place.range,
        },
      ]);
    }
    const { entrypoint, command, workdir } = target.state;
    const start = entrypoint ?? command;
    const program =
      start && start.place.instruction !== -1 ? fileOf(start) : undefined;
    if (!start || program === undefined)
      return notApplicable('The start command is looked up on the PATH.');
    if (!program.startsWith('/') && !workdir.known)
      return unknown(workdir.reason);
    const path = resolvePath(workdir.known ? workdir.value : '/', program);
    const found = target.resolves(path);
    if (found.state === 'found') return failWith([]);
    const doubt: Verdict | undefined =
      found.state === 'unknown'
        ? unknown(
            `Whether ${path} is in the image is not known: ${found.reason}.`,
          )
        : undefined;
    if (doubt) return doubt;
    if (isMountable(build, path)) return unknown(MOUNTED);
    if (isCopiedFromNothing(build, path))
      return notApplicable('The COPY that should bring it finds nothing.');
    const draft: Draft = {
      message: `${path} is what the container starts (line ${
        start.place.range.start.line
      }), but nothing puts it into the image. Copy it there${
        program.endsWith('.sh')
          ? ' and make it executable (`COPY --chmod=0755 …`)'
          : ''
      }.`,
      range: start.place.range,
    };
    return failWith([draft]);
  },
});

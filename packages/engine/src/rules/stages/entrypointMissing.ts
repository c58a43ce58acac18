import { resolvePath } from '../../contents/paths';
import {
  defineRule,
  failWith,
  notApplicable,
  unknown,
  type Draft,
  type Verdict,
} from '../defineRule';

export const entrypointMissing = defineRule({
  id: 'entrypoint-missing',
  title: 'The program to start is not in the image',
  category: 'build-separation',
  severity: 'critical',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds a CMD or ENTRYPOINT that names a file which nothing puts into the image.',
    why: 'The container ends at once: "no such file or directory".',
    example:
      'COPY --from=builder /opt/venv /opt/venv\nENTRYPOINT ["/app/entrypoint.sh"]',
    instead:
      'COPY --chmod=0755 entrypoint.sh /app/entrypoint.sh\nENTRYPOINT ["/app/entrypoint.sh"]',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no stage that ships.');
    const { entrypoint, command, workdir } = target.state;
    const start = entrypoint ?? command;
    if (!start || start.line.form === 'shell' || start.place.instruction === -1)
      return notApplicable(
        'The start command is not a program in exec form of this file.',
      );
    const words = start.line.words.map(({ value }) => value);
    const shell = /^(?:\/bin\/|\/usr\/bin\/)?(?:sh|bash|ash|dash|env)$/.test(
      words[0] ?? '',
    );
    const program = shell
      ? words.slice(1).find(word => !word.startsWith('-'))
      : words[0];
    if (
      !program?.includes('/') ||
      (shell && !/\.sh$/.test(program)) ||
      /[ $]/.test(program)
    )
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
    const nothingCopied = !target.state.fs.entries.some(
      ({ content }) => content.kind === 'context',
    );
    if (
      target.stage.instructions.some(
        ({ instruction }) => instruction.kind === 'VOLUME',
      ) ||
      (build.stages.length === 1 && nothingCopied)
    )
      return unknown('The program may be mounted when the container starts.');
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

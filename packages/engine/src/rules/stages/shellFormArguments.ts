import type { StartInstruction } from '../../contents';
import { startWords } from '../../questions/start/launch';
import { misuseOfShell } from '../../questions/start/shellArguments';
import { peel } from '../../questions/start/starters';
import { defineRule } from '../defineRule';
import { atLine, fitting } from '../python/words';
import { failWith, notApplicable, unknown } from '../../verdict';

const LONGEST = 60;

/** The start scripts of official images end with `exec "$@"`. */
function startsAnything({ place }: StartInstruction, program: string): boolean {
  return place.instruction === -1 && /\/docker-entrypoint\.sh$/.test(program);
}

export const shellFormArguments = defineRule({
  id: 'shell-form-arguments',
  title: 'The arguments of the ENTRYPOINT are a shell',
  passing: 'The ENTRYPOINT gets its arguments',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds a CMD in shell form behind an ENTRYPOINT in exec form whose program cannot do anything with `/bin/sh -c …`.',
    why: 'Docker appends the CMD to the ENTRYPOINT, and a CMD in shell form is the three words `/bin/sh`, `-c` and its text: `python /bin/sh -c app.py` runs `/bin/sh` as a Python script.',
    example: 'ENTRYPOINT ["python"]\nCMD app.py',
    instead: 'ENTRYPOINT ["python"]\nCMD ["app.py"]',
    exceptions:
      '`tini --`, `dumb-init`, `gosu` and their like start what stands behind them, a shell too.',
  },
  check(build) {
    const { target } = build;
    const { entrypoint, command } = target?.state ?? {};
    if (
      entrypoint?.line.form !== 'exec' ||
      command?.line.form !== 'shell' ||
      target?.facts?.shell === false
    )
      return notApplicable(
        'No CMD in shell form stands behind an ENTRYPOINT in exec form.',
      );
    const { words } = peel(startWords(entrypoint, command));
    const [program, ...args] = words.slice(0, -(command.shell.length + 1));
    if (program === undefined || startsAnything(entrypoint, program))
      return failWith([]);
    const text = command.line.words[0]?.value.trim() ?? '';
    const why = misuseOfShell(program, args, text);
    if (why === undefined)
      return unknown(`What \`${program}\` does with a shell is not known.`);
    const all = words.join(' ');
    return failWith([
      {
        message: fitting(
          ...[LONGEST, 24].map(
            longest =>
              `The container starts \`${
                all.length > longest ? `${all.slice(0, longest - 2)}…` : all
              }\`: behind an ENTRYPOINT (${atLine(
                entrypoint.place.range,
              )}) a CMD in shell form gives it \`${command.shell.join(
                ' ',
              )} …\`, and ${why}. Write it as JSON: \`CMD ["…"]\`.`,
          ),
        ),
        range: command.place.range,
        trace: [
          build.trace(
            entrypoint.place.range,
            'the program, in exec form: CMD gives its arguments',
          ),
          build.trace(command.place.range, 'a shell and its text'),
        ],
      },
    ]);
  },
});

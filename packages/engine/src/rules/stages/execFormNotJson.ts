import { areContentsKnown } from '../../images';
import type { StartInstruction } from '../../contents';
import { baseName } from '../../contents/paths';
import { peel } from '../../questions/start/starters';
import type { TypedInstruction } from '../../syntax/instructions';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

/** `['a', 'b']`, `[a, b]`, `["a" "b"]`: meant as a list, while `[ -f x ]` is a command. */
const MEANT_AS_LIST = /^\[(?:["'“”‘’A-Za-z./]|\s+(["'])[^"']*\1\s*,)/;

/** A shell that goes on behind a command that failed may still do its work. */
const GOES_ON = /\|\||;|\n/;

function isPosixShell([program = '']: readonly string[]): boolean {
  return /^(?:sh|bash|ash|dash|zsh)$/.test(baseName(program));
}

/** The text of a shell form that was meant as a list. */
function brokenList({
  form,
  words,
}: StartInstruction['line']): string | undefined {
  const text = words[0]?.value.trim() ?? '';
  return form === 'shell' && MEANT_AS_LIST.test(text) && !GOES_ON.test(text)
    ? text
    : undefined;
}

/** What the shell looks for as a program, e.g. `[python,`. */
function firstWord(text: string): string {
  return text.replace(/["']/g, '').split(/\s+/)[0];
}

function messageOf(keyword: string, text: string, stops: string): string {
  return `${keyword} ${text} is not JSON, so a shell looks for a program named \`${firstWord(
    text,
  )}\`: ${stops}. Write \`${keyword} ["program", "argument"]\`, with double quotes and commas.`;
}

function brokenRun(instruction: TypedInstruction): Draft | undefined {
  if (instruction.kind !== 'RUN' || instruction.heredocs.length > 0)
    return undefined;
  const text = brokenList(instruction);
  return text === undefined
    ? undefined
    : {
        message: messageOf('RUN', text, 'the build stops'),
        range: instruction.syntax.range,
      };
}

function brokenStart(
  start: StartInstruction | undefined,
  keyword: string,
): Draft | undefined {
  const text =
    start && isPosixShell(start.shell) ? brokenList(start.line) : undefined;
  return start === undefined || text === undefined
    ? undefined
    : {
        message: messageOf(keyword, text, 'the container exits at once'),
        range: start.place.range,
      };
}

function brokenRuns({ stages, states }: Build): Draft[] {
  return stages
    .filter(
      ({ reachable, index }) =>
        reachable && isPosixShell(states[index]?.shell ?? []),
    )
    .flatMap(({ instructions }) =>
      instructions.flatMap(({ instruction }) => brokenRun(instruction) ?? []),
    );
}

export const execFormNotJson = defineRule({
  id: 'exec-form-not-json',
  title: 'A list of words is not JSON',
  passing: 'The lists of words are JSON',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build-or-start',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds CMD, ENTRYPOINT and RUN that look like the exec form but are not JSON: single quotes, no quotes, a missing comma or bracket.',
    why: 'What is not JSON is the shell form. The shell takes `[python,` for the name of a program, does not find it, and the container or the build ends.',
    example: "CMD ['python', '-m', 'app']",
    instead: 'CMD ["python", "-m", "app"]',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    if (!hasBrackets(build))
      return notApplicable('Nothing that a shell runs looks like a list.');
    const { entrypoint, command } = target.state;
    const drafts = brokenRuns(build);
    const own = brokenStart(entrypoint, 'ENTRYPOINT');
    if (own) drafts.push(own);
    else if (entrypoint?.line.form !== 'shell') {
      const passedOn = brokenStart(command, 'CMD');
      if (passedOn && startsCommand(build)) drafts.push(passedOn);
      else if (passedOn && drafts.length === 0)
        return unknown('What the ENTRYPOINT does with this CMD is not known.');
    }
    return failWith(drafts);
  },
});

/** A shell form that starts like a list. */
function hasBrackets({ stages }: Build): boolean {
  return stages.some(({ instructions }) =>
    instructions.some(
      ({ instruction }) =>
        (instruction.kind === 'RUN' ||
          instruction.kind === 'CMD' ||
          instruction.kind === 'ENTRYPOINT') &&
        instruction.form === 'shell' &&
        instruction.words[0]?.value.trimStart().startsWith('['),
    ),
  );
}

/** The CMD is what runs: no ENTRYPOINT stands before it, or one that only starts it. */
function startsCommand({ target }: Build): boolean {
  const entrypoint = target?.state.entrypoint;
  if (entrypoint) {
    const own = entrypoint.line.words.map(({ value }) => value);
    return peel(own).words.length === 0;
  }
  return areContentsKnown(target?.facts);
}

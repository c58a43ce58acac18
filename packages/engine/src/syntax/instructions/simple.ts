import { shorten } from '../nodeArguments';
import type { Argument, Instruction } from '../types';
import { readFlags } from './flags';
import type { Problems } from './problems';
import type {
  ArgInstruction,
  BuildArgument,
  CommandLine,
  EnvInstruction,
  ExposeInstruction,
  InvalidInstruction,
  LabelInstruction,
  NameValuePair,
  ShellInstruction,
  VolumeInstruction,
} from './types';

/** These instructions know no flags: reading them reports those that stand. */
function rejectFlags(syntax: Instruction, problems: Problems): void {
  readFlags(syntax, {}, problems);
}

function requireArguments(syntax: Instruction, problems: Problems): void {
  rejectFlags(syntax, problems);
  if (syntax.argNodes.length === 0) {
    problems.add(
      'missing-arguments',
      `${syntax.keyword} needs at least one argument: add it or remove the line.`,
    );
  }
}

/** The one argument of WORKDIR, USER, STOPSIGNAL and MAINTAINER. */
export function singleArgument(
  syntax: Instruction,
  problems: Problems,
): Argument | undefined {
  rejectFlags(syntax, problems);
  if (syntax.argNodes.length !== 1) {
    problems.add(
      'missing-arguments',
      `${syntax.keyword} needs exactly one argument: add it or remove the line.`,
    );
    return undefined;
  }
  return syntax.argNodes[0];
}

/** ENV and LABEL: https://docs.docker.com/reference/dockerfile/#env */
export function typePairs(
  kind: 'ENV' | 'LABEL',
  syntax: Instruction,
  problems: Problems,
): EnvInstruction | LabelInstruction {
  requireArguments(syntax, problems);
  const pairs: NameValuePair[] = [];
  for (let index = 0; index + 2 < syntax.argNodes.length; index += 3) {
    const name = syntax.argNodes[index];
    const value = syntax.argNodes[index + 1];
    if (name.value === '') {
      problems.add(
        'empty-name',
        `A name is missing in front of "=": write ${kind} name=value.`,
        name.range,
      );
    }
    pairs.push({
      name: name.value,
      value: value.value,
      nameRange: name.range,
      valueRange: value.range,
    });
  }
  return { kind, pairs, syntax };
}

/** Source: https://docs.docker.com/reference/dockerfile/#arg */
export function typeArg(
  syntax: Instruction,
  problems: Problems,
): ArgInstruction {
  requireArguments(syntax, problems);
  return {
    kind: 'ARG',
    args: syntax.argNodes.map(node => readBuildArgument(node, problems)),
    syntax,
  };
}

function readBuildArgument(node: Argument, problems: Problems): BuildArgument {
  const { value, range } = node;
  const equals = value.indexOf('=');
  if (equals === 0) {
    problems.add(
      'empty-name',
      'A name is missing in front of "=": write ARG name=value.',
      range,
    );
  }
  if (equals < 0) {
    return {
      name: value,
      default: undefined,
      nameRange: range,
      defaultRange: undefined,
    };
  }
  const { start } = range;
  const nameEnd = { line: start.line, column: start.column + equals };
  const valueStart = { line: start.line, column: nameEnd.column + 1 };
  return {
    name: value.slice(0, equals),
    default: value.slice(equals + 1),
    nameRange: { start, end: nameEnd },
    defaultRange: { start: valueStart, end: range.end },
  };
}

/** CMD and ENTRYPOINT: https://docs.docker.com/reference/dockerfile/#shell-and-exec-form */
export function typeCommandLine(
  syntax: Instruction,
  problems: Problems,
): CommandLine {
  rejectFlags(syntax, problems);
  return { form: syntax.json ? 'exec' : 'shell', words: syntax.argNodes };
}

/** Source: https://docs.docker.com/reference/dockerfile/#expose */
export function typeExpose(
  syntax: Instruction,
  problems: Problems,
): ExposeInstruction {
  requireArguments(syntax, problems);
  return { kind: 'EXPOSE', ports: syntax.argNodes, syntax };
}

/** Source: https://docs.docker.com/reference/dockerfile/#volume */
export function typeVolume(
  syntax: Instruction,
  problems: Problems,
): VolumeInstruction {
  requireArguments(syntax, problems);
  if (syntax.args.some(path => path.trim() === '')) {
    problems.add(
      'empty-volume',
      'A volume needs a path: remove the empty one.',
    );
  }
  return { kind: 'VOLUME', paths: syntax.argNodes, syntax };
}

/** Source: https://docs.docker.com/reference/dockerfile/#shell */
export function typeShell(
  syntax: Instruction,
  problems: Problems,
): ShellInstruction | InvalidInstruction {
  rejectFlags(syntax, problems);
  if (!syntax.json || syntax.args.length === 0) {
    const written = shorten(syntax.args.join(' '));
    problems.add(
      'shell-not-json',
      `SHELL takes a JSON array of strings${
        written === '' ? '' : `, not ${written}`
      }: write SHELL ["/bin/bash", "-c"].`,
    );
    return { kind: 'INVALID', syntax };
  }
  return { kind: 'SHELL', words: syntax.argNodes, syntax };
}

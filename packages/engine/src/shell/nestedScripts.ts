import { parse } from 'unbash';
import { commandOf, isWrapper, type EffectiveCommand } from './commandOf';
import type { Status } from './conditions';
import { known, unknown } from './environment';
import type { Interpreter } from './interpreter';
import {
  isShell,
  programName,
  readShellCall,
  type ShellCall,
} from './interpreters';
import { type Mode, separate, settle } from './mode';
import type { Frame, ShellState } from './state';
import type { CommandStep, Resolved, ShellWord } from './types';

/** Functions and scripts inside each other, no deeper. */
export const MAX_DEPTH = 30;

/** A script that a command starts. */
interface NestedScript {
  /** The text; unknown where the words that make it are. */
  text: Resolved;
  /** Positional parameters, the name of the script first; undefined where they are not known. */
  args: readonly Resolved[] | undefined;
  options: ShellCall['options'];
  assignments: EffectiveCommand['assignments'];
}

/** A word that no option equals. */
const UNKNOWN_WORD = '\u0000';

/** `eval "…"`, `sh -c "…"` and a shell that reads a here-document: what they run is followed in their place. */
export class NestedScripts {
  constructor(private readonly interpreter: Interpreter) {}

  /** Undefined if the command starts no script. */
  run(
    name: string,
    step: CommandStep,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status | undefined {
    if (name === 'eval') {
      const text = joinWords(step.words.slice(1));
      return this.runText(text, step, frame, state, mode);
    }
    const nested = findNested(step);
    if (nested === undefined) {
      return undefined;
    }
    const inner = state.fork();
    for (const { name: variable, value } of nested.assignments) {
      inner.env.set(variable, value);
    }
    inner.functions.clear();
    inner.errexit = nested.options.errexit ?? false;
    inner.pipefail = nested.options.pipefail ?? false;
    inner.positional = nested.args?.slice(1);
    const status = this.runText(
      nested.text,
      step,
      frame,
      inner,
      separate(state, mode),
    );
    return settle(status, state, mode);
  }

  /** Runs a text as a script; its commands stand where the command stands that runs it. */
  private runText(
    text: Resolved,
    step: CommandStep,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const { range } = step;
    const fail = (reason: string): Status => {
      this.interpreter.emit(step, state);
      this.interpreter.reportUnknown({ reason, range });
      return settle('unknown', state, mode);
    };
    if (!text.known) {
      return fail(`the script that is run here is not known: ${text.reason}`);
    }
    if (frame.depth >= MAX_DEPTH) {
      return fail('scripts are nested too deeply');
    }
    const script = parse(text.value);
    const [error] = script.errors ?? [];
    if (error !== undefined) {
      return fail(
        `the script that is run here cannot be parsed: ${error.message}`,
      );
    }
    const inner: Frame = { depth: frame.depth + 1, locate: () => range };
    return this.interpreter.runList(script.commands, inner, state, mode);
  }
}

/** Whether a program may run a script: a shell, `su`, or something that starts one. */
function mayStartScript(program: string): boolean {
  const name = programName(program);
  return isShell(name) || name === 'su' || isWrapper(name);
}

function findNested(step: CommandStep): NestedScript | undefined {
  const first = step.words[0];
  if (!first?.text.known || !mayStartScript(first.text.value)) {
    return undefined;
  }
  const command = commandOf(step);
  if (!command?.name.known) {
    return undefined;
  }
  const { args, assignments, wrappers } = command;
  const words = [command.name.value, ...args.map(textOf)];
  if (programName(words[0]) === 'su') {
    const at = words.findIndex(word => word === '-c' || word === '--command');
    const text = at < 0 ? undefined : args[at]?.text;
    return text && { text, args: undefined, options: {}, assignments };
  }
  const call = readShellCall(words, 0);
  if (call === undefined) {
    return undefined;
  }
  const { options } = call;
  if (!call.command) {
    return call.stdin && step.input !== undefined
      ? { text: step.input, args: [], options, assignments }
      : undefined;
  }
  const text = args[call.next - 1]?.text;
  const rest = args.slice(call.next);
  const sure = !wrappers.includes('xargs') && rest.every(word => !word.glob);
  return (
    text && {
      text,
      args: sure ? rest.map(word => word.text) : undefined,
      options,
      assignments,
    }
  );
}

function textOf(word: ShellWord): string {
  return word.text.known ? word.text.value : UNKNOWN_WORD;
}

function joinWords(words: readonly ShellWord[]): Resolved {
  let text = '';
  for (const word of words) {
    if (!word.text.known) {
      return word.text;
    }
    if (word.glob) {
      return unknown(`${word.raw} depends on the files there`);
    }
    text += `${text === '' ? '' : ' '}${word.text.value}`;
  }
  return known(text);
}

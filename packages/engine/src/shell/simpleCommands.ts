import type {
  Assignment,
  Command,
  Redirected,
  Redirection,
  Word,
} from 'unbash';
import { applyBuiltin, isDeclaration } from './builtins';
import { evaluateTest, type Status } from './conditions';
import { concatenate, known, unknown } from './environment';
import type { Interpreter } from './interpreter';
import { asCondition, type Mode, mustSucceed, settle } from './mode';
import { MAX_DEPTH, NestedScripts } from './nestedScripts';
import { readRedirects } from './redirects';
import {
  type DefinedFunction,
  type Frame,
  parameterOf,
  type ShellState,
} from './state';
import type { CommandStep, Resolved, ShellWord } from './types';
import { expandToText, expandToWords, type WordContext } from './words';

/** Runs simple commands: expands their words, reports them, applies what builtins do. */
export class SimpleCommands {
  private readonly nested: NestedScripts;

  constructor(
    private readonly interpreter: Interpreter,
    /** Whether `{a,b}` is written out by the shell that runs. */
    private readonly braces: boolean | undefined,
  ) {
    this.nested = new NestedScripts(interpreter);
  }

  run(node: Command, frame: Frame, state: ShellState, mode: Mode): Status {
    const context = this.context(frame, state, mode);
    const words: ShellWord[] = [];
    if (node.name?.type === 'Word') {
      words.push(...expandToWords(node.name, context));
    }
    for (const item of node.suffix) {
      if (item.type === 'Word') {
        words.push(...expandToWords(item, context));
      }
    }
    const redirects = readRedirects(node.redirects, context);
    const prefix = this.readAssignments(node.prefix, context, state);
    const declared = this.readAssignments(node.suffix, context, state);
    const must = mustSucceed(state, mode);
    const step: CommandStep = {
      words,
      assignments: declared.length === 0 ? prefix : [...prefix, ...declared],
      ...redirects,
      cwd: state.cwd,
      certainty: mode.certain ? 'always' : 'maybe',
      outcome: must ? 'succeeded' : 'may-fail',
      pipeline: mode.pipeline,
      background: mode.background,
      range: frame.locate(node.pos, endOf(node)),
    };
    if (words.length === 0) {
      this.assign(prefix, state);
      this.interpreter.emit(step, state);
      return settle(
        prefix.length > 0 && !hasSubstitution(node) ? 'ok' : 'unknown',
        state,
        mode,
      );
    }
    const name = words[0].text.known ? words[0].text.value : '';
    if (isDeclaration(name)) {
      this.assignDeclared(name, declared, step, state);
    }
    return this.runNamed(name, step, frame, state, mode);
  }

  private runNamed(
    name: string,
    step: CommandStep,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const definition = state.functions.get(name);
    if (definition !== undefined && frame.depth < MAX_DEPTH) {
      return this.callFunction(definition, step, frame, state, mode);
    }
    const nested = this.nested.run(name, step, frame, state, mode);
    if (nested !== undefined) {
      return nested;
    }
    this.interpreter.emit(step, state);
    const args = step.words.slice(1);
    applyBuiltin(name, state, args, step);
    if (name === 'exec' && args.length > 0) {
      state.exited = state.doubtful ? 'maybe' : 'yes';
    }
    return settle(statusOf(name, args), state, mode);
  }

  /** Declared names become local before they are set, so that the value outside is the one that comes back. */
  private assignDeclared(
    name: string,
    declared: CommandStep['assignments'],
    step: CommandStep,
    state: ShellState,
  ): void {
    if (name === 'local' || name === 'declare' || name === 'typeset') {
      applyBuiltin('local', state, [], step);
    }
    this.assign(declared, state);
  }

  private assign(
    assignments: CommandStep['assignments'],
    state: ShellState,
  ): void {
    for (const { name, value } of assignments) {
      state.env.set(name, value);
    }
  }

  private readAssignments(
    nodes: readonly (Assignment | Redirection | Word)[],
    context: WordContext,
    state: ShellState,
  ): CommandStep['assignments'] {
    const assignments: CommandStep['assignments'] = [];
    for (const node of nodes) {
      if (node.type === 'Assignment') {
        assignments.push({
          name: node.name,
          value: assignedValue(node, context, state),
          range: context.locate(node.pos, node.end),
        });
      }
    }
    return assignments;
  }

  private callFunction(
    definition: DefinedFunction,
    step: CommandStep,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const { positional } = state;
    const args = step.words.slice(1);
    state.positional = args.every(
      word => !word.glob && (word.text.known || word.raw.startsWith('"')),
    )
      ? args.map(word => word.text)
      : undefined;
    state.hidden.push(new Map());
    const inner: Frame = { ...definition.frame, depth: frame.depth + 1 };
    this.interpreter.noteCall(definition);
    const { body } = definition.node;
    const status = this.interpreter.run(body, inner, state, mode);
    for (const [name, value] of state.hidden.pop() ?? []) {
      if (value === undefined) {
        state.env.unset(name);
      } else {
        state.env.set(name, value);
      }
    }
    if (state.jump === 'return') {
      state.jumped = 'no';
      state.jump = undefined;
    }
    state.positional = positional;
    return settle(status, state, mode);
  }

  /** The redirections of a compound command, as a step without words. */
  emitRedirects(
    node: Redirected,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): void {
    const context = this.context(frame, state, mode);
    this.interpreter.emit(
      {
        words: [],
        assignments: [],
        ...readRedirects(node.redirects, context),
        cwd: state.cwd,
        certainty: mode.certain ? 'always' : 'maybe',
        outcome: 'may-fail',
        pipeline: mode.pipeline,
        background: mode.background,
        range: frame.locate(
          node.redirects[0]?.pos ?? node.pos,
          node.redirects.at(-1)?.end ?? node.end,
        ),
      },
      state,
    );
  }

  text(word: Word, frame: Frame, state: ShellState, mode: Mode): Resolved {
    return expandToText(word, this.context(frame, state, mode));
  }

  words(word: Word, frame: Frame, state: ShellState, mode: Mode): ShellWord[] {
    return expandToWords(word, this.context(frame, state, mode));
  }

  private context(frame: Frame, state: ShellState, mode: Mode): WordContext {
    return {
      positional: state.positional,
      braces: this.braces,
      parameter: name => parameterOf(state, name),
      assign: (name, value) => state.env.set(name, value),
      locate: frame.locate,
      substitute: (script, text) => {
        if (script === undefined) {
          return;
        }
        const inner: Frame =
          script.source === undefined
            ? frame
            : { ...frame, locate: () => frame.locate(0, 0) };
        if (script.errors?.length) {
          this.interpreter.reportUnknown({
            reason: `${text} cannot be parsed: ${script.errors[0].message}`,
            range: inner.locate(script.pos, script.end),
          });
          return;
        }
        this.interpreter.runList(script.commands, inner, state.fork(), {
          ...asCondition(mode),
          pipeline: undefined,
        });
      },
    };
  }
}

function hasSubstitution(node: Command): boolean {
  return node.prefix.some(
    item => item.type === 'Assignment' && /\$\(|`/.test(item.text),
  );
}

/** The words of a command end before its here-document does. */
function endOf(node: Command): number {
  let end = Math.max(node.pos, node.name?.end ?? 0);
  for (const item of node.prefix) {
    end = Math.max(end, item.end);
  }
  for (const item of node.suffix) {
    end = Math.max(end, item.end);
  }
  return end;
}

function assignedValue(
  node: Assignment,
  context: WordContext,
  state: ShellState,
): Resolved {
  if (node.value.type === 'ArrayValue' || node.index !== undefined) {
    return unknown(`${node.name} is an array`);
  }
  const value = expandToText(node.value, context);
  if (!node.append) {
    return value;
  }
  return concatenate(parameterOf(state, node.name) ?? known(''), value);
}

function statusOf(name: string, args: readonly ShellWord[]): Status {
  switch (name) {
    case 'true':
    case ':':
    case 'echo':
    case 'printf':
    case 'export':
    case 'set':
    case 'unset':
      return 'ok';
    case 'false':
      return 'fail';
    case 'test':
      return evaluateTest(args);
    case '[':
      return evaluateTest(args.slice(0, -1));
    default:
      return 'unknown';
  }
}

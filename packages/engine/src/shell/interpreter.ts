import type {
  CommandNode,
  CompoundList,
  Pipeline,
  Redirected,
  Statement,
  Word,
} from 'unbash';
import type { ListNode } from './aborts';
import { Branches } from './branches';
import { Chains } from './chains';
import { evaluateExpression, negate, type Status } from './conditions';
import { Loops } from './loops';
import { asCondition, type Mode, mustSucceed, separate, settle } from './mode';
import type { Runner } from './runner';
import { SimpleCommands } from './simpleCommands';
import type { DefinedFunction, Frame, ShellState } from './state';
import type { CommandStep, Resolved, ShellWord, UnknownScript } from './types';

/** Receives what the script does. */
export interface ScriptSink {
  step(step: CommandStep, state: ShellState): void;
  unknown(unknown: UnknownScript): void;
}

/** Commands of one script that are followed. */
const MAX_STEPS = 20_000;
/** Commands inside commands that are followed. */
const MAX_DEPTH = 500;

/** Walks the tree of a script in the order in which a shell runs it. */
export class Interpreter implements Runner {
  private readonly simple: SimpleCommands;
  private readonly chains = new Chains(this);
  private readonly branches = new Branches(this);
  private readonly loops = new Loops(this);
  private steps = 0;
  private depth = 0;
  private exhausted = false;
  /** Above 0 the commands are followed for their effect on variables only. */
  private silent = 0;
  private readonly defined = new Map<
    DefinedFunction['node'],
    DefinedFunction
  >();
  private readonly called = new Set<DefinedFunction['node']>();

  constructor(private readonly sink: ScriptSink, braces: boolean | undefined) {
    this.simple = new SimpleCommands(this, braces);
  }

  emit(step: CommandStep, state: ShellState): void {
    if (this.silent === 0) {
      this.sink.step(step, state);
    }
  }

  reportUnknown(found: UnknownScript): void {
    if (this.silent === 0) {
      this.sink.unknown(found);
    }
  }

  quietly(body: () => void): void {
    this.silent++;
    body();
    this.silent--;
  }

  text(word: Word, frame: Frame, state: ShellState, mode: Mode): Resolved {
    return this.simple.text(word, frame, state, mode);
  }

  words(word: Word, frame: Frame, state: ShellState, mode: Mode): ShellWord[] {
    return this.simple.words(word, frame, state, mode);
  }

  runList(
    statements: readonly Statement[],
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    let status: Status = 'ok';
    const last = statements.length - 1;
    for (let index = 0; index <= last && !state.ended; index++) {
      status = this.runStatement(statements[index], frame, state, {
        ...mode,
        must: mode.must && index === last,
        certain: mode.certain && !state.doubtful,
      });
    }
    return status;
  }

  /** Remembers that a function was called. */
  noteCall(definition: DefinedFunction): void {
    this.called.add(definition.node);
  }

  /** Functions that nothing in the script calls may be called by something that is not understood. */
  runUncalled(state: ShellState, mode: Mode): void {
    for (const [node, { frame }] of this.defined) {
      if (!this.called.has(node)) {
        this.called.add(node);
        const apart = state.fork();
        apart.positional = undefined;
        apart.exited = 'no';
        this.run(node.body, frame, apart, {
          ...asCondition(mode),
          certain: false,
        });
      }
    }
  }

  runBody(
    body: CompoundList,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    return this.runList(body.commands, frame, state, mode);
  }

  private runStatement(
    statement: Statement,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    if (!statement.background) {
      return this.run(statement.command, frame, state, mode);
    }
    this.run(statement.command, frame, state.fork(), {
      ...asCondition(mode),
      background: true,
    });
    return 'ok';
  }

  run(node: ListNode, frame: Frame, state: ShellState, mode: Mode): Status {
    if (!this.withinBudget(node, frame, state)) {
      return 'unknown';
    }
    this.depth++;
    const status = this.dispatch(node, frame, state, mode);
    this.depth--;
    return status;
  }

  private dispatch(
    node: ListNode,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    switch (node.type) {
      case 'AndOr':
        return this.chains.run(node, frame, state, mode);
      case 'Pipeline':
        return this.runPipeline(node, frame, state, mode);
      case 'CompoundList':
        return this.runBody(node, frame, state, mode);
      default:
        return this.runCommand(node, frame, state, mode);
    }
  }

  /** Loops in loops must not make a short script endless, nor functions in functions exhaust the call stack. */
  private withinBudget(
    node: ListNode,
    frame: Frame,
    state: ShellState,
  ): boolean {
    if (this.depth < MAX_DEPTH && ++this.steps < MAX_STEPS) {
      return true;
    }
    if (!this.exhausted) {
      this.exhausted = true;
      this.sink.unknown({
        reason: 'the script runs more commands than are followed',
        range: frame.locate(node.pos, node.end),
      });
    }
    state.exited = 'yes';
    return false;
  }

  private runCommand(
    node: CommandNode,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    switch (node.type) {
      case 'Command':
        return this.simple.run(node, frame, state, mode);
      case 'Subshell':
        return this.runSubshell(node.body, frame, state, mode);
      case 'BraceGroup':
        return this.runBody(node.body, frame, state, mode);
      case 'If':
        return this.branches.runIf(node, 0, frame, state, mode);
      case 'For':
      case 'Select':
        return this.loops.runFor(node, frame, state, mode);
      case 'While':
      case 'ArithmeticFor':
        return this.loops.runWhile(node, frame, state, mode);
      case 'Case':
        return this.branches.runCase(node, frame, state, mode);
      case 'Function':
        this.defined.set(node, { node, frame });
        state.functions.set(node.name.value, { node, frame });
        return 'ok';
      case 'Redirected':
        return this.runRedirected(node, frame, state, mode);
      case 'TestCommand':
        return settle(
          evaluateExpression(node.expression, word =>
            this.simple.text(word, frame, state, mode),
          ),
          state,
          mode,
        );
      case 'Coproc':
        return this.run(node.body, frame, state.fork(), {
          ...asCondition(mode),
          background: true,
        });
      default:
        return 'unknown';
    }
  }

  private runSubshell(
    body: CompoundList,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const inner = separate(state, mode);
    const status = this.runBody(body, frame, state.fork(), inner);
    return inner.must ? 'ok' : status;
  }

  private runPipeline(
    node: Pipeline,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const negated =
      node.prefixes.filter(prefix => prefix.type === 'Negation').length % 2 ===
      1;
    const inner = negated ? asCondition(mode) : mode;
    if (node.commands.length === 1) {
      const status = this.run(node.commands[0], frame, state, inner);
      return negated ? negate(status) : status;
    }
    const must = mustSucceed(state, inner);
    const { length } = node.commands;
    node.commands.forEach((command, index) => {
      const counts = must && (state.pipefail || index === length - 1);
      this.run(command, frame, state.fork(), {
        ...inner,
        must: counts,
        guarded: inner.guarded || !counts,
        pipeline: { index, length },
      });
    });
    return must ? 'ok' : 'unknown';
  }

  private runRedirected(
    node: Redirected,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    this.simple.emitRedirects(node, frame, state, mode);
    return this.runCommand(node.command, frame, state, mode);
  }
}

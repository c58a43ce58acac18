import type {
  AndOr,
  Case,
  CommandNode,
  CompoundList,
  For,
  If,
  Pipeline,
  Redirected,
  Select,
  Statement,
  While,
  ArithmeticFor,
} from 'unbash';
import { aborts, fails, type ListNode } from './aborts';
import { matchesPattern } from './casePattern';
import { evaluateExpression, negate, type Status } from './conditions';
import { unknown } from './environment';
import { asCondition, type Mode, mustSucceed, separate, settle } from './mode';
import { SimpleCommands } from './simpleCommands';
import type { DefinedFunction, Frame, ShellState } from './state';
import type { CommandStep, UnknownScript } from './types';

/** Receives what the script does. */
export interface ScriptSink {
  step(step: CommandStep, state: ShellState): void;
  unknown(unknown: UnknownScript): void;
}

/** Words of a `for` that are written out one by one. */
const MAX_ROUNDS = 200;
/** Commands of one script that are followed. */
const MAX_STEPS = 20_000;

const CONDITION = 'it is set only under a condition of the script';
const LOOP = 'it changes in a loop of the script';

/** Walks the tree of a script in the order in which a shell runs it. */
export class Interpreter {
  private readonly simple: SimpleCommands;
  private steps = 0;
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

  private runBody(
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
    switch (node.type) {
      case 'AndOr':
        return this.runChain(
          node,
          node.commands.length - 1,
          frame,
          state,
          mode,
        );
      case 'Pipeline':
        return this.runPipeline(node, frame, state, mode);
      case 'CompoundList':
        return this.runBody(node, frame, state, mode);
      default:
        return this.runCommand(node, frame, state, mode);
    }
  }

  /** Loops in loops must not make a short script endless. */
  private withinBudget(
    node: ListNode,
    frame: Frame,
    state: ShellState,
  ): boolean {
    if (++this.steps < MAX_STEPS) {
      return true;
    }
    if (this.steps === MAX_STEPS) {
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
        return this.runIf(node, 0, frame, state, mode);
      case 'For':
      case 'Select':
        return this.runFor(node, frame, state, mode);
      case 'While':
      case 'ArithmeticFor':
        return this.runWhile(node, frame, state, mode);
      case 'Case':
        return this.runCase(node, frame, state, mode);
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

  /** The first `last + 1` commands of a chain; `&&` and `||` bind equally, from the left. */
  private runChain(
    node: AndOr,
    last: number,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    // Long chains are common in RUN, so they are walked rather than nested: modes from the right, commands from the left.
    const modes: Mode[] = [mode];
    for (let depth = last; depth > 0; depth--) {
      modes.unshift(leftMode(node, depth, modes[0]));
    }
    let status = this.run(node.commands[0], frame, state, modes[0]);
    for (let index = 1; index <= last; index++) {
      status = this.runRight(node, index, status, frame, state, modes[index]);
    }
    return status;
  }

  private runRight(
    node: AndOr,
    index: number,
    left: Status,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const operator = node.operators[index - 1];
    const right = node.commands[index];
    if (left === (operator === '&&' ? 'fail' : 'ok')) {
      return left;
    }
    if (left !== 'unknown') {
      return this.run(right, frame, state, {
        ...mode,
        certain: mode.certain && !state.doubtful,
      });
    }
    const status = this.runMaybe(
      branch => this.run(right, frame, branch, { ...mode, certain: false }),
      state,
    );
    if (operator === '&&') {
      if (status === 'fail') {
        return 'fail';
      }
      // `set -e` overlooks a failure on the left, so only the demand for success proves it.
      return mode.must ? 'ok' : 'unknown';
    }
    return status === 'ok' ? 'ok' : settle('unknown', state, mode);
  }

  /** Runs something that may not run: where it changes a variable, that is unknown afterwards. */
  private runMaybe(
    body: (branch: ShellState) => Status,
    state: ShellState,
  ): Status {
    const branch = state.fork();
    const status = body(branch);
    state.merge([branch, state.fork()], CONDITION);
    return status;
  }

  private runIf(
    node: If,
    index: number,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const { clause, then } = index === 0 ? node : node.elif[index - 1];
    const status = this.runBody(clause, frame, state, asCondition(mode));
    if (state.ended) {
      return 'unknown';
    }
    const otherwise = (branch: ShellState, branchMode: Mode): Status => {
      if (index < node.elif.length) {
        return this.runIf(node, index + 1, frame, branch, branchMode);
      }
      return node.else === undefined
        ? 'ok'
        : this.runBody(node.else, frame, branch, branchMode);
    };
    if (status === 'ok') {
      return this.runBody(then, frame, state, mode);
    }
    if (status === 'fail') {
      return otherwise(state, mode);
    }
    const maybe = { ...mode, certain: false };
    const yes = state.fork();
    const no = state.fork();
    const statuses = [
      this.runBody(then, frame, yes, maybe),
      otherwise(no, maybe),
    ];
    state.merge([yes, no], CONDITION);
    return settle(agree(statuses), state, mode);
  }

  private runCase(
    node: Case,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const word = this.simple.text(node.word, frame, state, mode);
    const branches: ShellState[] = [];
    let exhausted = false;
    for (const item of node.items) {
      const match = matchesPattern(word, item.pattern, pattern =>
        this.simple.text(pattern, frame, state, mode),
      );
      if (match === 'fail') {
        continue;
      }
      const certain = match === 'ok' && branches.length === 0;
      if (certain && item.terminator !== ';&' && item.terminator !== ';;&') {
        return this.runBody(item.body, frame, state, mode);
      }
      const branch = state.fork();
      this.runBody(item.body, frame, branch, { ...mode, certain: false });
      branches.push(branch);
      exhausted ||= match === 'ok';
    }
    if (!exhausted) {
      branches.push(state.fork());
    }
    state.merge(branches, CONDITION);
    return settle('unknown', state, mode);
  }

  private runFor(
    node: For | Select,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const words = (node.wordlist ?? []).flatMap(word =>
      this.simple.words(word, frame, state, mode),
    );
    const name = node.name.value;
    const unrolled =
      node.type === 'For' &&
      node.wordlist !== undefined &&
      words.length <= MAX_ROUNDS &&
      words.every(word => word.text.known && !word.glob);
    if (!unrolled) {
      return this.runUnknownLoop(node.body, frame, state, mode, branch =>
        branch.env.set(name, unknown(`${name} takes its values in a loop`)),
      );
    }
    let status: Status = 'ok';
    const last = words.length - 1;
    for (let index = 0; index <= last && !state.ended; index++) {
      state.env.set(name, words[index].text);
      status = this.runBody(node.body, frame, state, {
        ...mode,
        must: mode.must && index === last,
        certain: mode.certain && !state.doubtful,
      });
      if (leaveRound(state)) {
        break;
      }
    }
    endLoop(state);
    return status;
  }

  private runWhile(
    node: While | ArithmeticFor,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    if (node.type === 'While') {
      const status = this.runBody(node.clause, frame, state, asCondition(mode));
      if (state.ended || status === (node.kind === 'while' ? 'fail' : 'ok')) {
        return 'ok';
      }
    }
    return this.runUnknownLoop(node.body, frame, state, mode, () => {});
  }

  /** A loop that runs nobody knows how often: what it changes is unknown from its first round on. */
  private runUnknownLoop(
    body: CompoundList,
    frame: Frame,
    state: ShellState,
    mode: Mode,
    prepare: (branch: ShellState) => void,
  ): Status {
    const maybe: Mode = { ...mode, certain: false, must: false };
    const trial = state.fork();
    prepare(trial);
    this.silent++;
    this.runBody(body, frame, trial, maybe);
    this.silent--;
    const branch = state.fork();
    for (const name of trial.env.touched()) {
      branch.env.set(name, unknown(LOOP));
    }
    prepare(branch);
    if (trial.cwd !== state.cwd) {
      branch.cwd = unknown('the folder changes in a loop of the script');
    }
    this.runBody(body, frame, branch, maybe);
    branch.jumped = 'no';
    state.merge([branch, state.fork()], LOOP);
    return 'ok';
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

/** How the left side of the operator in front of command `index` runs. */
function leftMode(node: AndOr, index: number, mode: Mode): Mode {
  const right = node.commands[index];
  if (node.operators[index - 1] === '&&') {
    return { ...mode, guarded: true };
  }
  return {
    ...mode,
    must: aborts(right) || (fails(right) && mode.must),
    guarded: true,
  };
}

function agree(statuses: readonly Status[]): Status {
  const [first] = statuses;
  return statuses.every(status => status === first) ? first : 'unknown';
}

/** After a round: true if `break` or `return` ends the loop. */
function leaveRound(state: ShellState): boolean {
  if (state.jump === 'continue' && state.jumped === 'yes') {
    state.jumped = 'no';
    state.jump = undefined;
  }
  return state.ended;
}

/** A `break` is done with at the end of its loop; a `return` is not. */
function endLoop(state: ShellState): void {
  if (state.jump !== 'return') {
    state.jumped = 'no';
    state.jump = undefined;
  }
}

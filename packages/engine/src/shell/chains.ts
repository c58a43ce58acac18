import type { AndOr } from 'unbash';
import { aborts, fails, passesFailureOn } from './aborts';
import type { Status } from './conditions';
import { type Mode, settle } from './mode';
import type { Runner } from './runner';
import type { Frame, ShellState } from './state';

const CONDITION = 'it is set only under a condition of the script';

/** Runs chains of `&&` and `||`, which bind equally, from the left. */
export class Chains {
  constructor(private readonly runner: Runner) {}

  run(node: AndOr, frame: Frame, state: ShellState, mode: Mode): Status {
    const modes = modesOf(node, mode);
    let status = this.runner.run(node.commands[0], frame, state, modes[0]);
    let index = 1;
    while (index < node.commands.length) {
      const operator = node.operators[index - 1];
      if (operator === '&&' && status === 'unknown') {
        const end = endOfSequence(node, index);
        status = this.runSequence(node, index, end, frame, state, modes);
        index = end;
        continue;
      }
      if (status === (operator === '&&' ? 'ok' : 'fail')) {
        status = this.runner.run(node.commands[index], frame, state, {
          ...modes[index],
          certain: mode.certain && !state.doubtful,
        });
      } else if (status === 'unknown') {
        status = this.runAlternative(node, index, frame, state, modes[index]);
      }
      index++;
    }
    return status;
  }

  /** Commands `[index, end)`, joined by `&&`, behind one that may have failed: each runs only where those before it did. */
  private runSequence(
    node: AndOr,
    index: number,
    end: number,
    frame: Frame,
    state: ShellState,
    modes: readonly Mode[],
  ): Status {
    const branch = state.fork();
    let status: Status = 'unknown';
    for (let at = index; at < end && status !== 'fail'; at++) {
      if (branch.ended) {
        break;
      }
      status = this.runner.run(node.commands[at], frame, branch, {
        ...modes[at],
        certain: false,
      });
    }
    state.merge([branch, state.fork()], CONDITION);
    if (status === 'fail') {
      return 'fail';
    }
    // `set -e` overlooks a failure on the left, so only the demand for success proves it.
    return modes[end - 1].must ? 'ok' : 'unknown';
  }

  /** The right side of `||` behind a command that may have succeeded. */
  private runAlternative(
    node: AndOr,
    index: number,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const branch = state.fork();
    const status = this.runner.run(node.commands[index], frame, branch, {
      ...mode,
      certain: false,
    });
    state.merge([branch, state.fork()], CONDITION);
    return status === 'ok' ? 'ok' : settle('unknown', state, mode);
  }
}

/** How each part of the chain runs: element `i` is for the chain up to command `i`, whose status that command decides. */
function modesOf(node: AndOr, mode: Mode): Mode[] {
  const modes: Mode[] = new Array(node.commands.length).fill(mode);
  for (let index = modes.length - 1; index > 0; index--) {
    modes[index - 1] = leftMode(node, index, modes[index]);
  }
  return modes;
}

/** Index behind the last command that `&&` joins to the one at `index`. */
function endOfSequence(node: AndOr, index: number): number {
  let end = index + 1;
  while (end < node.commands.length && node.operators[end - 1] === '&&') {
    end++;
  }
  return end;
}

/** How the left side of the operator in front of command `index` runs. */
function leftMode(node: AndOr, index: number, mode: Mode): Mode {
  const right = node.commands[index];
  if (node.operators[index - 1] === '&&') {
    return { ...mode, guarded: true };
  }
  return {
    ...mode,
    must:
      aborts(right) || passesFailureOn(right) || (fails(right) && mode.must),
    guarded: true,
  };
}

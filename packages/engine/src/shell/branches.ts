import type { Case, If } from 'unbash';
import { matchesPattern } from './casePattern';
import type { Status } from './conditions';
import { asCondition, type Mode, settle } from './mode';
import type { Runner } from './runner';
import type { Frame, ShellState } from './state';

const CONDITION = 'it is set only under a condition of the script';

/** Runs `if` and `case`: the one branch that is certainly taken, else all of them as `maybe`. */
export class Branches {
  constructor(private readonly runner: Runner) {}

  runIf(
    node: If,
    index: number,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const { clause, then } = index === 0 ? node : node.elif[index - 1];
    const status = this.runner.runBody(clause, frame, state, asCondition(mode));
    if (state.ended) {
      return 'unknown';
    }
    const otherwise = (branch: ShellState, branchMode: Mode): Status => {
      if (index < node.elif.length) {
        return this.runIf(node, index + 1, frame, branch, branchMode);
      }
      return node.else === undefined
        ? 'ok'
        : this.runner.runBody(node.else, frame, branch, branchMode);
    };
    if (status === 'ok') {
      return this.runner.runBody(then, frame, state, mode);
    }
    if (status === 'fail') {
      return otherwise(state, mode);
    }
    const maybe = { ...mode, certain: false };
    const yes = state.fork();
    const no = state.fork();
    const statuses = [
      this.runner.runBody(then, frame, yes, maybe),
      otherwise(no, maybe),
    ];
    state.merge([yes, no], CONDITION);
    return settle(agree(statuses), state, mode);
  }

  runCase(node: Case, frame: Frame, state: ShellState, mode: Mode): Status {
    const word = this.runner.text(node.word, frame, state, mode);
    const branches: ShellState[] = [];
    let exhausted = false;
    for (const item of node.items) {
      const match = matchesPattern(word, item.pattern, pattern =>
        this.runner.text(pattern, frame, state, mode),
      );
      if (match === 'fail') {
        continue;
      }
      const certain = match === 'ok' && branches.length === 0;
      if (certain && item.terminator !== ';&' && item.terminator !== ';;&') {
        return this.runner.runBody(item.body, frame, state, mode);
      }
      const branch = state.fork();
      this.runner.runBody(item.body, frame, branch, {
        ...mode,
        certain: false,
      });
      branches.push(branch);
      exhausted ||= match === 'ok';
    }
    if (!exhausted) {
      branches.push(state.fork());
    }
    state.merge(branches, CONDITION);
    return settle('unknown', state, mode);
  }
}

function agree(statuses: readonly Status[]): Status {
  const [first] = statuses;
  return statuses.every(status => status === first) ? first : 'unknown';
}

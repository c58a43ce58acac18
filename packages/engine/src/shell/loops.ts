import type { ArithmeticFor, CompoundList, For, Select, While } from 'unbash';
import type { Status } from './conditions';
import { unknown } from './environment';
import { asCondition, type Mode } from './mode';
import type { Runner } from './runner';
import type { Frame, ShellState } from './state';

/** Words of a `for` that are written out one by one. */
const MAX_ROUNDS = 200;

const LOOP = 'it changes in a loop of the script';

/** Runs loops: a `for` over known words round by round, any other once, as `maybe`. */
export class Loops {
  constructor(private readonly runner: Runner) {}

  runFor(
    node: For | Select,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    const words = (node.wordlist ?? []).flatMap(word =>
      this.runner.words(word, frame, state, mode),
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
      status = this.runner.runBody(node.body, frame, state, {
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

  runWhile(
    node: While | ArithmeticFor,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status {
    if (node.type === 'While') {
      const status = this.runner.runBody(
        node.clause,
        frame,
        state,
        asCondition(mode),
      );
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
    this.runner.quietly(() => this.runner.runBody(body, frame, trial, maybe));
    const branch = state.fork();
    for (const name of trial.env.touched()) {
      branch.env.set(name, unknown(LOOP));
    }
    prepare(branch);
    if (trial.cwd !== state.cwd) {
      branch.cwd = unknown('the folder changes in a loop of the script');
    }
    this.runner.runBody(body, frame, branch, maybe);
    branch.jumped = 'no';
    state.merge([branch, state.fork()], LOOP);
    return 'ok';
  }
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

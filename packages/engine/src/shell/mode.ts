import type { Status } from './conditions';
import type { ShellState } from './state';
import type { CommandStep } from './types';

/** How a command is run. */
export interface Mode {
  /** A build that went past the instruction ran it. */
  certain: boolean;
  /** The script fails if it fails. */
  must: boolean;
  /** It stands where `set -e` does not look: a condition, the left of `&&`, behind `!`. */
  guarded: boolean;
  pipeline: CommandStep['pipeline'];
  background: boolean;
}

/** Whether the build cannot have gone on had the command failed. */
export function mustSucceed(state: ShellState, mode: Mode): boolean {
  return mode.must || (state.errexit && !mode.guarded);
}

/** A command that the build cannot have survived has succeeded. */
export function settle(status: Status, state: ShellState, mode: Mode): Status {
  return status === 'unknown' && mustSucceed(state, mode) ? 'ok' : status;
}

/** For what runs in a shell of its own: only its status reaches the shell around it. */
export function separate(state: ShellState, mode: Mode): Mode {
  const must = mustSucceed(state, mode);
  return { ...mode, must, guarded: mode.guarded || !must };
}

/** For a condition: it may fail and nothing follows from that. */
export function asCondition(mode: Mode): Mode {
  return { ...mode, must: false, guarded: true };
}

import type { CompoundList, Word } from 'unbash';
import type { ListNode } from './aborts';
import type { Status } from './conditions';
import type { Mode } from './mode';
import type { Frame, ShellState } from './state';
import type { Resolved, ShellWord } from './types';

/** What the parts of the interpreter ask of the whole. */
export interface Runner {
  run(node: ListNode, frame: Frame, state: ShellState, mode: Mode): Status;
  runBody(
    body: CompoundList,
    frame: Frame,
    state: ShellState,
    mode: Mode,
  ): Status;
  text(word: Word, frame: Frame, state: ShellState, mode: Mode): Resolved;
  words(word: Word, frame: Frame, state: ShellState, mode: Mode): ShellWord[];
  /** Runs something for its effect on variables only: nobody is told of its commands. */
  quietly(body: () => void): void;
}

import type { Resolved, ShellWord } from '../../../shell/types';
import type { Call, StageState } from '../../stageState';

export function at(call: Call, state: StageState, word: ShellWord): Resolved {
  return state.resolve(call.step.cwd, word.text);
}

export function paths(
  call: Call,
  state: StageState,
  words: readonly ShellWord[],
  effect: (path: string, word: ShellWord) => void,
  verb: string,
): void {
  for (const word of words) {
    const path = at(call, state, word);
    if (path.known) effect(path.value, word);
    else
      state.taint(
        path.prefix || '/',
        `\`${verb}\` works on a path that is not known (${path.reason})`,
        call.place,
      );
  }
}

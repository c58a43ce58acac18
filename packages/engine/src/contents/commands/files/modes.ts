import { optionNames, readArguments, textOf } from '../../arguments';
import type { Call, StageState } from '../../stageState';

const CHMOD_VALUED = optionNames('--reference');

/** `chmod` can shut other users out of a directory or let them in. */
export function chmod(call: Call, state: StageState): void {
  const args = readArguments(call.args, CHMOD_VALUED);
  const [mode, ...targets] = args.operands;
  const text = textOf(mode) ?? '';
  const opens =
    /^(?:\+|a\+|o\+|go\+|ugo\+)[rwX]*[rX]|^0?[0-7]?[0-7][0-7]?[5-7]$/.test(
      text,
    );
  if (!opens) return;
  for (const word of targets) {
    const path = state.resolve(call.step.cwd, word.text);
    if (!path.known) continue;
    for (let i = 0; i < state.fs.entries.length; i++) {
      const entry = state.fs.entries[i];
      if (
        entry.private &&
        (entry.path === path.value || entry.path.startsWith(`${path.value}/`))
      ) {
        state.fs.entries[i] = { ...entry, private: false };
      }
    }
  }
}

import { optionNames, readArguments, textOf } from '../../arguments';
import { isKnownDirectory } from './copy';
import { at } from './words';
import { baseName, directoryOf, joinPath } from '../../paths';
import { known, type Call, type StageState } from '../../stageState';
import type { Entry } from '../../types';

const LINK_VALUED = optionNames('-t -S');

/** `ln -s TARGET LINK`. */
export function link(call: Call, state: StageState): void {
  const args = readArguments(call.args, LINK_VALUED);
  if (args.operands.length === 0) return;
  const [target, name] = args.operands;
  const source = at(call, state, target);
  // without a second name the link stands in the working directory
  const destination = name
    ? at(call, state, name)
    : state.resolve(call.step.cwd, known(baseName(textOf(target) ?? '')));
  if (!destination.known) return;
  if (!source.known) {
    state.add(
      destination.value,
      'tree',
      { kind: 'made', by: 'ln' },
      call.place,
    );
    return;
  }
  const existing: Entry | undefined = state.fs.entries.findLast(
    entry => entry.path === source.value,
  );
  const path = isKnownDirectory(state, destination.value)
    ? joinPath(destination.value, baseName(source.value))
    : destination.value;
  if (
    state.fs.entries.some(entry => entry.path.startsWith(`${source.value}/`))
  ) {
    // what stands in a linked directory is found through the link too
    state.fs.copyFrom(state.fs.inherit(), source.value, path, call.place);
    return;
  }
  state.add(
    path,
    existing?.extent ?? 'tree',
    existing?.content ?? linkContent(state, source.value),
    call.place,
  );
}

/** A link to an interpreter of the base image is that interpreter. */
function linkContent(state: StageState, source: string): Entry['content'] {
  for (const entry of state.fs.base.entries({
    stage: state.stage,
    instruction: -1,
    range: { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } },
  })) {
    if (
      entry.content.kind === 'interpreter' &&
      /\/python3?(?:\.\d+)?$/.test(source) &&
      directoryOf(entry.path) === directoryOf(source)
    )
      return entry.content;
  }
  return { kind: 'made', by: 'ln' };
}

import type { Build } from '../../questions/build';
import type { TypedInstruction } from '../../syntax/instructions';
import type { Edit } from '../../verdict';
import { removeLines, replace } from '../edits';
import { withoutRunner } from '../rewrite/start';
import type { FixMaker } from '../types';
import { jsonList, plainWordsOf } from '../words';
import { callsIn } from './commands';
import { copyAt, ownInstructions } from './places';

/** Starts what the installer runs by itself. */
export function startEdits(build: Build): Edit[] {
  return ownInstructions(build).flatMap(instruction =>
    withoutRunner(build, instruction),
  );
}

/** Starts the program of the environment itself, and leaves the tool out that only started it. */
export const withoutTool: FixMaker = (build, finding) => {
  const copy = copyAt(build, finding);
  const names = new Set(
    copy?.sources.map(({ value }) => value.slice(value.lastIndexOf('/') + 1)),
  );
  const isCalled = ownInstructions(build).some(instruction =>
    callsIn(build, instruction).some(({ name }) => names.has(name)),
  );
  const start = startEdits(build);
  const removal =
    copy && !isCalled
      ? [removeLines(copy.syntax.startLine, copy.syntax.endLine)]
      : [];
  const edits = [...removal, ...start];
  return edits.length === 0
    ? []
    : [
        {
          title:
            start.length > 0
              ? 'Start the program of the environment itself'
              : `Leave ${[...names].join(', ')} out of the final image`,
          safety: 'review',
          reason:
            'The tool is not needed to start it. It no longer installs what is missing at the start.',
          edits,
        },
      ];
};

function isStart(
  instruction: TypedInstruction,
): instruction is Extract<TypedInstruction, { kind: 'CMD' | 'ENTRYPOINT' }> {
  return instruction.kind === 'CMD' || instruction.kind === 'ENTRYPOINT';
}

/** Starts a program without a shell: its words as a list. */
export const execForm: FixMaker = (build, { range }) => {
  const found = ownInstructions(build).find(
    ({ syntax }) => syntax.startLine === range.start.line,
  );
  if (!found || !isStart(found) || found.form !== 'shell') return [];
  const [body] = found.words;
  const words = plainWordsOf(body?.value ?? '');
  if (!words) return [];
  const list = jsonList(words);
  return [
    {
      title: `Start without a shell: ${list}`,
      safety: 'safe',
      reason: 'These are the words that the shell would start.',
      edits: [replace(body.range, list)],
    },
  ];
};

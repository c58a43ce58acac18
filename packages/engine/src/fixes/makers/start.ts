import type { TypedInstruction } from '../../syntax/instructions';
import { insertBefore, replace, textAt } from '../edits';
import type { Build } from '../../questions/build';
import type { Candidate, FixMaker } from '../types';
import { jsonList } from '../words';
import { lineBefore } from './places';

/** The words of a list that is not JSON: quotes of any kind or none, commas or blanks between. */
function wordsOf(text: string): string[] | undefined {
  const inner = text.trim().match(/^\[(.*?)\]?$/s)?.[1];
  if (inner === undefined) return undefined;
  const words: string[] = [];
  const word =
    /\s*(?:"([^"]*)"|'([^']*)'|[“”]([^“”]*)[“”]|[‘’]([^‘’]*)[‘’]|([^\s,"'“”‘’]+))\s*(?:,|$|(?=\s|["'“‘]))/gy;
  while (word.lastIndex < inner.length) {
    const match = word.exec(inner);
    if (!match) return undefined;
    // an operator in a list is for a shell, which JSON does not start
    if (/[&|;<>]/.test(match[5] ?? '')) return undefined;
    words.push(match.slice(1).find(part => part !== undefined) ?? '');
    if (/^\s*$/.test(inner.slice(word.lastIndex))) break;
  }
  return words.length > 0 && words.every(part => !/[$`\\]/.test(part))
    ? words
    : undefined;
}

function isStart(
  instruction: TypedInstruction,
): instruction is Extract<
  TypedInstruction,
  { kind: 'CMD' | 'ENTRYPOINT' | 'RUN' }
> {
  return ['CMD', 'ENTRYPOINT', 'RUN'].includes(instruction.kind);
}

/** Writes a list that is not JSON as JSON. */
export const jsonForm: FixMaker = (build, { range }) => {
  const found = build.stages
    .flatMap(({ instructions }) => instructions)
    .map(({ instruction }) => instruction)
    .find(
      instruction =>
        isStart(instruction) &&
        instruction.syntax.startLine === range.start.line,
    );
  if (!found || !isStart(found) || found.form !== 'shell') return [];
  const [body] = found.words;
  const words = body && wordsOf(body.value);
  if (!words || /^[ \t]*#/m.test(textAt(build.syntax, body.range))) return [];
  const list = jsonList(words);
  return [
    {
      title: `Write the command as JSON: ${list}`,
      safety: 'safe',
      reason: 'These are the words that the list names.',
      edits: [replace(body.range, list)],
    },
  ];
};

function environment(
  build: Build,
  name: string,
  value: string,
  reason: string,
): Candidate[] {
  // set in front of it, it is there when the container starts
  const line = lineBefore(build, ['CMD', 'ENTRYPOINT']);
  return line === undefined
    ? []
    : [
        {
          title: `Set ${name} in the final stage`,
          safety: 'safe',
          reason,
          edits: [insertBefore(build.syntax, line, [`ENV ${name}="${value}"`])],
        },
      ];
}

/** Directories of the image that hold commands of installed packages. */
function commandFolders(build: Build): string[] {
  const entries = build.target?.state.fs.entries ?? [];
  return [
    ...new Set(
      entries.flatMap(({ content, path }) => {
        if (content.kind === 'environment') return [`${path}/bin`];
        return content.kind === 'scripts' ? [path] : [];
      }),
    ),
  ];
}

/** Puts the commands of the installed packages on the PATH. */
export const commandsOnPath: FixMaker = build =>
  commandFolders(build).flatMap(folder =>
    environment(
      build,
      'PATH',
      `${folder}:$PATH`,
      `The commands of the packages are in ${folder}.`,
    ),
  );

/** Has Python look where the packages are. */
export const packagesOnPath: FixMaker = build => {
  const folders = [
    ...new Set(
      (build.target?.state.fs.entries ?? []).flatMap(({ content, path }) =>
        content.kind === 'packages' ? [path] : [],
      ),
    ),
  ];
  // what the file has set stays
  const before =
    build.target?.variable('PYTHONPATH') === undefined ? '' : ':$PYTHONPATH';
  return folders.flatMap(folder =>
    environment(
      build,
      'PYTHONPATH',
      `${folder}${before}`,
      `The packages are in ${folder}.`,
    ),
  );
};

import { readHeredocOpener } from '../heredoc';
import type { Argument, Heredoc, Instruction } from '../types';
import { type FlagKind, type FlagValues, readFlags } from './flags';
import type { Problems } from './problems';
import type {
  AddInstruction,
  CopyInstruction,
  InvalidInstruction,
} from './types';

const SHARED = {
  chown: 'text',
  chmod: 'text',
  link: 'boolean',
  exclude: 'list',
} as const satisfies Record<string, FlagKind>;

const COPY_FLAGS = { ...SHARED, from: 'text', parents: 'boolean' } as const;

const ADD_FLAGS = {
  ...SHARED,
  checksum: 'text',
  'keep-git-dir': 'boolean',
  unpack: 'boolean',
} as const;

interface SourcesAndDestination {
  sources: Argument[];
  destination: Argument;
  heredocs: Heredoc[];
}

function readSources(
  syntax: Instruction,
  problems: Problems,
): SourcesAndDestination | undefined {
  const { argNodes, keyword } = syntax;
  const destination = argNodes.at(-1);
  if (argNodes.length < 2 || destination === undefined) {
    problems.add(
      'missing-destination',
      `${keyword} needs a source and a destination: write ${keyword} source /destination/.`,
    );
    return undefined;
  }
  if (readHeredocOpener(destination.value) !== undefined) {
    problems.add(
      'heredoc-destination',
      `${keyword} cannot write into a here-document: put the destination behind it.`,
      destination.range,
    );
    return undefined;
  }
  const result: SourcesAndDestination = {
    sources: [],
    destination,
    heredocs: [],
  };
  for (const source of argNodes.slice(0, -1)) {
    const opener = readHeredocOpener(source.value);
    if (opener === undefined) {
      result.sources.push(source);
      continue;
    }
    // BuildKit finds the content by name: of two of the same name the last counts.
    const heredoc = syntax.heredocs.findLast(one => one.name === opener.name);
    result.heredocs.push(
      heredoc ?? { ...opener, content: '', range: source.range },
    );
  }
  return result;
}

/** Source: https://docs.docker.com/reference/dockerfile/#copy */
export function typeCopy(
  syntax: Instruction,
  problems: Problems,
): CopyInstruction | InvalidInstruction {
  const paths = readSources(syntax, problems);
  const flags = readFlags(syntax, COPY_FLAGS, problems);
  if (paths === undefined) {
    return { kind: 'INVALID', syntax };
  }
  return {
    kind: 'COPY',
    ...paths,
    ...readShared(flags),
    from: flags.text('from'),
    parents: flags.boolean('parents') ?? false,
    syntax,
  };
}

/** Source: https://docs.docker.com/reference/dockerfile/#add */
export function typeAdd(
  syntax: Instruction,
  problems: Problems,
): AddInstruction | InvalidInstruction {
  const paths = readSources(syntax, problems);
  const flags = readFlags(syntax, ADD_FLAGS, problems);
  if (paths === undefined) {
    return { kind: 'INVALID', syntax };
  }
  return {
    kind: 'ADD',
    ...paths,
    ...readShared(flags),
    checksum: flags.text('checksum'),
    keepGitDir: flags.boolean('keep-git-dir'),
    unpack: flags.boolean('unpack'),
    syntax,
  };
}

function readShared(flags: FlagValues) {
  return {
    chown: flags.text('chown'),
    chmod: flags.text('chmod'),
    link: flags.boolean('link') ?? false,
    exclude: flags.list('exclude').map(pattern => pattern.value),
  };
}

import { resolveHeredoc, resolveWord } from '../shell';
import type { BuildGraph, Source, StageInstruction } from '../graph';
import type { AddInstruction, CopyInstruction } from '../syntax/instructions';
import type { Resolved } from '../shell/types';
import { baseContentsOf, isStandardDirectory } from './baseContents';
import type { ContextFiles } from './contextFiles';
import { isGlob, readGlob } from './globs';
import { FileSystem } from './fileSystem';
import type { ImageFacts } from '../images';
import { readMode } from './modes';
import {
  baseName,
  directoryOf,
  fixedPrefix,
  isWithin,
  joinPath,
  normalise,
  resolvePath,
} from './paths';
import { known, type CopyEvent, type StageState } from './stageState';
import type { Closing, Entry, Place } from './types';

/** What COPY needs to know of the rest of the build. */
export interface TransferWorld {
  graph: BuildGraph;
  /** States of the stages before. */
  states: readonly (StageState | undefined)[];
  image(reference: string): ImageFacts | undefined;
  /** What COPY --from of the stage at hand names, by instruction. */
  copySources: ReadonlyMap<number, Source>;
}

function isArchive(path: string): boolean {
  return /\.(?:tar|tar\.gz|tgz|tar\.bz2|tbz2?|tar\.xz|txz|tar\.zst)$/.test(
    path,
  );
}

/** A name with a file ending or a name that is always a file. */
function looksLikeFile(path: string): boolean {
  const name = baseName(path);
  return (
    /^[^.].*\.[A-Za-z0-9]{1,5}$/.test(name) ||
    /^(?:Makefile|Pipfile|Procfile|Gemfile|LICENSE|README|Dockerfile|\.[a-z][\w-]*)$/.test(
      name,
    )
  );
}

/** Follows COPY and ADD. */
export function transfer(
  instruction: CopyInstruction | AddInstruction,
  at: StageInstruction,
  state: StageState,
  world: TransferWorld,
): void {
  const place: Place = {
    stage: state.stage,
    instruction: at.index,
    range: instruction.syntax.range,
  };
  const expand = (text: string): Resolved =>
    resolveWord(text, name => at.scope.lookup(name));
  const written = expand(instruction.destination.value);
  const destination = state.resolve(state.workdir, written);
  const event: CopyEvent = {
    place,
    from: originOf(instruction, at, world),
    sources: [],
    destination,
    command: instruction.kind,
  };
  state.copies.push(event);
  const many = instruction.sources.length + instruction.heredocs.length > 1;
  const asDirectory =
    many ||
    !written.known ||
    /(?:^|\/)\.?\/?$/.test(written.value) ||
    written.value === '.';
  for (const heredoc of instruction.heredocs) {
    if (!destination.known) continue;
    const { name } = heredoc;
    const text = resolveHeredoc(heredoc, variable => at.scope.lookup(variable));
    state.add(
      asDirectory ? joinPath(destination.value, name) : destination.value,
      'file',
      {
        kind: 'context',
        source: name,
        ...(text.known && { text: text.value }),
      },
      place,
    );
  }
  for (const source of instruction.sources) {
    const path = expand(source.value);
    const found = one(path, event, state, world, {
      written: source.value,
      asDirectory,
      parents: instruction.kind === 'COPY' && instruction.parents,
      place,
    });
    const absolute =
      event.from.kind === 'context' ? path : state.resolve(known('/'), path);
    event.sources.push({ path: absolute, range: source.range, found });
  }
  const mode = instruction.chmod && expand(instruction.chmod.value);
  if (mode?.known) setMode(mode.value, state, place);
}

/** `--chmod` holds for everything that the instruction brings. */
function setMode(mode: string, state: StageState, place: Place): void {
  const effect = readMode(mode);
  if (!effect) return;
  const closed: Closing | undefined =
    effect === 'closes'
      ? { place, by: `--chmod=${mode}`, extent: 'tree' }
      : undefined;
  state.fs.setClosed(closed, ({ layer }) => layer === place);
}

function originOf(
  instruction: CopyInstruction | AddInstruction,
  at: StageInstruction,
  world: TransferWorld,
): CopyEvent['from'] {
  if (instruction.kind === 'ADD' || !instruction.from)
    return { kind: 'context' };
  const source = world.copySources.get(at.index);
  switch (source?.kind) {
    case 'stage':
      return { kind: 'stage', stage: source.stage };
    case 'image':
      return { kind: 'image', reference: source.reference };
    case 'scratch':
      return { kind: 'image', reference: 'scratch' };
    case 'context':
      return {
        kind: 'unknown',
        reason: `the build context "${source.name}" is not known`,
      };
    default:
      return {
        kind: 'unknown',
        reason:
          source?.kind === 'unknown'
            ? source.reason
            : 'the source is not known',
      };
  }
}

interface Manner {
  /** The source as the file has it, before variables. */
  written: string;
  asDirectory: boolean;
  parents: boolean;
  place: Place;
}

type Found = 'present' | 'absent' | 'unknown';

function one(
  path: Resolved,
  event: CopyEvent,
  state: StageState,
  world: TransferWorld,
  manner: Manner,
): Found {
  const { destination } = event;
  if (!destination.known) {
    state.taint(
      destination.prefix || '/',
      `the destination of ${event.command} is not known (${destination.reason})`,
      manner.place,
      true,
    );
    return 'unknown';
  }
  if (event.from.kind === 'context')
    return fromContext(path, event, state, manner, destination.value);
  return fromStage(path, event, state, world, manner, destination.value);
}

function fromContext(
  path: Resolved,
  event: CopyEvent,
  state: StageState,
  manner: Manner,
  destination: string,
): Found {
  const { place, asDirectory } = manner;
  if (!path.known) {
    const name = baseName(manner.written);
    const isFile = !name.includes('$') && looksLikeFile(name);
    state.add(
      isFile && asDirectory ? joinPath(destination, name) : destination,
      isFile ? 'file' : 'tree',
      { kind: 'context', source: manner.written, partial: true },
      place,
    );
    return 'unknown';
  }
  if (/^(?:https?|git|ssh):|^git@/.test(path.value)) {
    const name = baseName(path.value.replace(/[?#].*$/, ''));
    const isFile =
      /^https?:/.test(path.value) && !/\.git(?:#|$)/.test(path.value);
    state.add(
      asDirectory && isFile ? joinPath(destination, name) : destination,
      isFile ? 'file' : 'tree',
      { kind: 'made', by: 'ADD' },
      place,
    );
    return 'unknown';
  }
  const source = normalise(`/${path.value}`).slice(1) || '.';
  if (event.command === 'ADD' && isArchive(source)) {
    state.add(
      destination,
      'tree',
      { kind: 'made', by: `ADD ${source}` },
      place,
    );
    return 'unknown';
  }
  if (isGlob(source)) return matchesOf(source, state, manner, destination);
  const isDirectory =
    state.context.isDirectory(source) ??
    (path.value.endsWith('/') || path.value.endsWith('/.') ? true : undefined);
  return fromPath(source, isDirectory, state, manner, destination);
}

/** More matches than this are one tree. */
const MOST_MATCHES = 200;

/** A glob that matches nothing is no error. */
function matchesOf(
  glob: string,
  state: StageState,
  manner: Manner,
  destination: string,
): Found {
  const { context } = state;
  const matches = context.matching(glob);
  if (matches?.length && matches.length < MOST_MATCHES) {
    for (const match of matches) {
      fromPath(match, context.isDirectory(match), state, manner, destination);
    }
    return 'present';
  }
  if (matches?.length === 0 && context.holds(glob) === 'absent')
    return 'present';
  const file = looksLikeFile(glob.replace(/[*?[\]]/g, 'x'));
  state.add(
    destination,
    'tree',
    {
      kind: 'context',
      source: file ? glob : fixedPrefix(glob) || '.',
      partial: true,
    },
    manner.place,
  );
  return 'unknown';
}

function fromPath(
  source: string,
  isDirectory: boolean | undefined,
  state: StageState,
  manner: Manner,
  destination: string,
): Found {
  const content = { kind: 'context', source } as const;
  const isFile =
    isDirectory === undefined ? looksLikeFile(source) : !isDirectory;
  if (isDirectory) {
    const target = manner.parents
      ? joinPath(destination, source === '.' ? '' : source)
      : destination;
    state.add(target, 'tree', content, manner.place);
  } else {
    const isInto =
      manner.parents ||
      (isFile &&
        (manner.asDirectory || isExistingDirectory(state, destination)));
    const name = manner.parents ? source : baseName(source);
    // a file onto a name that may be a directory of the base image: under which name it stands is open
    const isOpen =
      isFile &&
      !isInto &&
      !baseName(destination).includes('.') &&
      state.fs.base.holds(destination).state === 'unknown';
    state.add(
      isInto ? joinPath(destination, name) : destination,
      isFile && !isOpen ? 'file' : 'tree',
      { ...content, ...(isOpen && { partial: true as const }) },
      manner.place,
    );
  }
  return state.context.holds(source);
}

function isExistingDirectory(state: StageState, path: string): boolean {
  if (state.workdir.known && state.workdir.value === path) return true;
  if (isStandardDirectory(path) && state.image?.family !== 'scratch')
    return true;
  const inside = `${path}/`;
  return state.fs.entries.some(
    entry =>
      (entry.path === path &&
        (entry.content.kind === 'directory' || entry.extent === 'tree')) ||
      entry.path.startsWith(inside),
  );
}

/** File system that a COPY --from reads. */
function sourceOf(
  event: CopyEvent,
  world: TransferWorld,
  context: ContextFiles,
): FileSystem {
  if (event.from.kind === 'stage') {
    const source = world.states[event.from.stage];
    if (source) return source.fs;
  }
  const facts =
    event.from.kind === 'image' ? world.image(event.from.reference) : undefined;
  const reason =
    event.from.kind === 'unknown'
      ? event.from.reason
      : `what the image ${
          event.from.kind === 'image' ? event.from.reference : ''
        } holds is not known`;
  return new FileSystem(baseContentsOf(facts, reason), context);
}

function fromStage(
  path: Resolved,
  event: CopyEvent,
  state: StageState,
  world: TransferWorld,
  manner: Manner,
  destination: string,
): Found {
  const { place } = manner;
  const source = sourceOf(event, world, state.context);
  if (!path.known) {
    // anything of that stage may have come along
    state.taint(
      destination,
      `the source of COPY --from is not known (${path.reason})`,
      place,
      true,
    );
    return 'unknown';
  }
  const from = resolvePath('/', path.value);
  if (isGlob(from)) {
    const before = state.fs.entries.length;
    for (const match of matchesIn(source, from)) {
      const target = isDirectoryIn(source, match)
        ? destination
        : joinPath(destination, baseName(match));
      state.fs.copyFrom(source, match, target, place);
    }
    // more may match than is known
    if (
      source.taintTouching(fixedPrefix(from)) ||
      state.fs.entries.length === before
    )
      state.add(destination, 'tree', { kind: 'image', reference: from }, place);
    return 'unknown';
  }
  const target = targetOf(source, from, path.value, destination, manner, state);
  const before = state.fs.entries.length;
  const presence = state.fs.copyFrom(source, from, target, place);
  if (state.fs.entries.length === before && presence.state !== 'absent') {
    state.add(
      target,
      'tree',
      { kind: 'image', reference: imageName(event, world) },
      place,
    );
  }
  return presence.state;
}

/** Paths of a file system that a glob matches. */
function matchesIn(source: FileSystem, glob: string): string[] {
  const pattern = readGlob(glob);
  const depth = glob.split('/').length;
  const found = new Set<string>();
  for (const { path } of source.entries) {
    const part = path.split('/').slice(0, depth).join('/');
    if (part.split('/').length === depth && pattern(part)) found.add(part);
  }
  // files such as wheels in a directory of which only the directory is listed
  const directory = directoryOf(glob);
  for (const { path, content, extent } of source.entries) {
    if (path === directory && extent === 'tree' && found.size === 0) {
      if (
        content.kind === 'wheels' ||
        content.kind === 'scripts' ||
        content.kind === 'packages'
      )
        found.add(directory);
    }
  }
  return [...found];
}

function isDirectoryIn(source: FileSystem, path: string): boolean {
  return source.entries.some(
    entry =>
      (entry.path === path &&
        (entry.extent === 'tree' || entry.content.kind === 'directory')) ||
      (entry.path !== path && isWithin(entry.path, path)),
  );
}

function imageName(event: CopyEvent, world: TransferWorld): string {
  if (event.from.kind === 'image') return event.from.reference;
  if (event.from.kind === 'stage') {
    const stage = world.graph.stages[event.from.stage];
    return stage?.name ?? `stage ${event.from.stage}`;
  }
  return 'unknown';
}

/** COPY puts the contents of a directory, but a file under its own name into a directory. */
function targetOf(
  source: FileSystem,
  from: string,
  written: string,
  destination: string,
  manner: Manner,
  state: StageState,
): string {
  if (manner.parents) return joinPath(destination, from.slice(1));
  const isAt = (entry: Entry) => entry.path === from;
  const exact =
    source.entries.findLast(isAt) ??
    source.base.entries(manner.place).find(isAt);
  const holdsMore = source.entries.some(
    entry => entry.path !== from && isWithin(entry.path, from),
  );
  const isFile =
    exact && !holdsMore
      ? exact.extent === 'file' && exact.content.kind !== 'directory'
      : !holdsMore && !written.endsWith('/') && isToolPath(from, source);
  if (!isFile) return destination;
  return manner.asDirectory || isExistingDirectory(state, destination)
    ? joinPath(destination, baseName(from))
    : destination;
}

/** A program that the source does not list, e.g. `/usr/local/bin/gunicorn`. */
function isToolPath(path: string, source: FileSystem): boolean {
  return (
    /\/s?bin$/.test(directoryOf(path)) ||
    (looksLikeFile(path) && source.holds(path).state !== 'present')
  );
}

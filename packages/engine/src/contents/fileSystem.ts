import { below, type ContextFiles } from './contextFiles';
import { isGlob, readGlob } from './globs';
import { fixedPrefix, isWithin, joinPath, relativeTo } from './paths';
import type { Entry, Move, Place, Presence, Taint } from './types';

/** What the base image of a file system holds, as far as it is known. */
export interface BaseContents {
  /** Whether the base image holds a path. */
  holds(path: string): Presence;
  /** Things of the base that travel by COPY --from, e.g. its interpreter. */
  entries(place: Place): Entry[];
}

/** No real stage has as many; copies of copies would fill the memory. */
const MOST_ENTRIES = 1000;
const MOST_TAINTS = 500;
const MOST_MOVES = 50;

/**
 * The abstract file system of a stage: what is known to stand where, and what is not known.
 * Later entries win over earlier ones.
 */
export class FileSystem {
  readonly entries: Entry[] = [];
  readonly taints: Taint[] = [];
  /** Something was there that may have installed anything anywhere. */
  mayHoldAnything = false;
  /** Entries that a later layer hides: they still ship. */
  readonly removed: { entry: Entry; place: Place }[] = [];

  constructor(
    readonly base: BaseContents,
    private readonly context: ContextFiles,
  ) {}

  /** A copy for a stage that is built FROM this one. */
  inherit(): FileSystem {
    const copy = new FileSystem(this.base, this.context);
    copy.mayHoldAnything = this.mayHoldAnything;
    for (const entry of this.entries) copy.entries.push(entry);
    for (const taint of this.taints) copy.taints.push(taint);
    for (const removal of this.removed) copy.removed.push(removal);
    return copy;
  }

  /** What a copy of it costs. */
  get weight(): number {
    return this.entries.length + this.taints.length + this.removed.length;
  }

  add(entry: Entry): void {
    if (this.entries.length < MOST_ENTRIES) this.entries.push(entry);
    else this.giveUp(entry.layer);
  }

  taint(taint: Taint): void {
    this.mayHoldAnything ||= taint.mayInstall;
    if (this.taints.some(known => includes(known, taint))) return;
    if (this.taints.length < MOST_TAINTS) this.taints.push(taint);
    else this.giveUp(taint.place);
  }

  private giveUp(place: Place): void {
    const all: Taint = {
      path: '/',
      reason: 'the stage does more to its files than is followed',
      place,
      mayInstall: true,
    };
    if (!this.taints.some(known => includes(known, all)))
      this.taints.unshift(all);
  }

  /** @param among - how many of the taints are asked, the oldest first */
  taintOver(path: string, among = this.taints.length): Taint | undefined {
    for (const taint of this.taints.slice(0, among)) {
      if (covers(taint, path)) return taint;
    }
    return undefined;
  }

  /** Taints on a path, above or below it. */
  taintTouching(path: string): Taint | undefined {
    return this.taints.find(
      taint => covers(taint, path) || isWithin(taint.path, path),
    );
  }

  /** Everything that stands at a path or below it. */
  within(path: string): Entry[] {
    return this.entries.filter(entry => isWithin(entry.path, path));
  }

  /** Whether something stands at a path. */
  holds(path: string): Presence {
    let doubt: Entry | undefined;
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const entry = this.entries[i];
      if (isWithin(entry.path, path)) return { state: 'present', entry };
      if (entry.extent === 'file' || !isWithin(path, entry.path)) continue;
      const state = this.treeHolds(entry, relativeTo(path, entry.path));
      if (state === 'present') return { state, entry };
      if (
        state === 'unknown' &&
        (!doubt || entry.path.length > doubt.path.length)
      )
        doubt = entry;
    }
    if (doubt) {
      return {
        state: 'unknown',
        reason: `what ${doubt.path} holds is not known`,
      };
    }
    const taint = this.taintOver(path);
    if (taint) return { state: 'unknown', reason: taint.reason };
    return this.base.holds(path);
  }

  /** Whether a tree holds what would stand at a path below it. */
  treeHolds({ content }: Entry, path: string): Presence['state'] {
    if (content.kind !== 'context') return 'unknown';
    const source = below(content.source, path);
    if (content.without?.some(gone => matcherOf(gone)(source))) return 'absent';
    // which part of the build context it is may be unknown, too
    return content.partial ? 'unknown' : this.context.holds(source);
  }

  /** Removes what stands at a path or matches a glob; what an earlier layer brought is remembered. */
  remove(target: string, place: Place): void {
    const matches = matcherOf(target);
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const entry = this.entries[i];
      if (!matches(entry.path)) {
        this.entries[i] = withoutPart(entry, target);
        continue;
      }
      this.entries.splice(i, 1);
      if (
        entry.layer.instruction !== place.instruction ||
        entry.layer.stage !== place.stage
      ) {
        this.removed.push({ entry, place });
      }
    }
    if (!isGlob(target)) {
      for (let i = this.taints.length - 1; i >= 0; i--) {
        if (isWithin(this.taints[i].path, target)) this.taints.splice(i, 1);
      }
    }
  }

  /** Sets or lifts what keeps others out of some of the entries. */
  setClosed(closed: Entry['closed'], isMeant: (entry: Entry) => boolean): void {
    for (const [i, entry] of this.entries.entries()) {
      if (isMeant(entry)) this.entries[i] = { ...entry, closed };
    }
  }

  /** A part of the build context that is not there. */
  private isGone({ content, extent }: Entry): boolean {
    return (
      content.kind === 'context' &&
      extent === 'tree' &&
      !content.partial &&
      this.context.holds(content.source) === 'absent'
    );
  }

  /**
   * Copies what stands at a source path of another file system (or of this one) to a destination.
   * @returns whether the source is there
   */
  copyFrom(
    source: FileSystem,
    from: string,
    to: string,
    place: Place,
  ): Presence {
    let found: Presence | undefined;
    const incoming: Entry[] = [];
    const room = MOST_ENTRIES - this.entries.length;
    const consider = (entry: Entry) => {
      if (incoming.length > room) return;
      const moved = movedEntry(entry, from, to, place);
      if (!moved || source.isGone(moved)) return;
      incoming.push(moved);
      if (isWithin(entry.path, from)) found ??= { state: 'present', entry };
    };
    for (const entry of source.entries) consider(entry);
    for (const entry of source.base.entries(place)) consider(entry);
    const presence = found ?? source.holds(from);
    for (const taint of [...source.taints]) {
      const moved = movedTaint(taint, from, to);
      if (moved) this.taint(moved);
    }
    for (const entry of incoming) this.add(entry);
    return presence;
  }
}

/** Whether a taint leaves a path in doubt. */
function covers({ path: at, spares }: Taint, path: string): boolean {
  return isWithin(path, at) && !spares?.test(path);
}

/** Whether a taint leaves everything in doubt that another one does. */
function includes(taint: Taint, other: Taint): boolean {
  if (taint.mayInstall !== other.mayInstall && other.mayInstall) return false;
  if (!covers(taint, other.path)) return false;
  if (taint.spares === undefined) return true;
  return taint.path === other.path
    ? taint.spares.source === other.spares?.source
    : // what is spared stands next to the other one, not below it
      taint.path === '/';
}

/** The taint as it stands after a copy of `from` to `to`; undefined where the copy brings none of it. */
function movedTaint(taint: Taint, from: string, to: string): Taint | undefined {
  const { spares, ...rest } = taint;
  if (isWithin(taint.path, from)) {
    const path = joinPath(to, relativeTo(taint.path, from));
    return { ...rest, path, ...(spares && path === taint.path && { spares }) };
  }
  return covers(taint, from) ? { ...rest, path: to } : undefined;
}

/** More parts than this are not remembered. */
const MOST_REMOVED_PARTS = 50;

/** A tree of the build context after something in it was removed. */
function withoutPart(entry: Entry, target: string): Entry {
  const { content, path, extent } = entry;
  if (
    content.kind !== 'context' ||
    extent !== 'tree' ||
    !isWithin(fixedPrefix(target), path)
  )
    return entry;
  const gone = content.without ?? [];
  const rest = below(content.source, relativeTo(target, path));
  return {
    ...entry,
    content:
      gone.length < MOST_REMOVED_PARTS
        ? { ...content, without: [...gone, rest] }
        : { ...content, partial: true },
  };
}

function matcherOf(target: string): (path: string) => boolean {
  if (!isGlob(target)) return path => isWithin(path, target);
  const pattern = readGlob(target);
  const depth = target.split('/').length;
  const prefix = fixedPrefix(target);
  return path =>
    isWithin(path, prefix) &&
    pattern(path.split('/').slice(0, depth).join('/'));
}

/** The entry as it stands after a copy of `from` to `to`; undefined when the copy does not touch it. */
function movedEntry(
  entry: Entry,
  from: string,
  to: string,
  place: Place,
): Entry | undefined {
  const inside = isWithin(entry.path, from);
  const around =
    !inside && entry.extent === 'tree' && isWithin(from, entry.path);
  if (!inside && !around) return undefined;
  const path = inside ? joinPath(to, relativeTo(entry.path, from)) : to;
  const move: Move = { place, from: inside ? entry.path : from, to: path };
  return {
    ...entry,
    path,
    layer: place,
    moves: [...entry.moves.slice(0, MOST_MOVES), move],
    // a part of an opaque tree is a part of that thing, not the thing itself
    ...(around && {
      content: partOf(entry.content, relativeTo(from, entry.path)),
    }),
  };
}

function partOf(content: Entry['content'], path: string): Entry['content'] {
  switch (content.kind) {
    case 'context':
      return { ...content, source: below(content.source, path) };
    case 'image':
    case 'made':
    case 'cache':
    case 'part':
      return content;
    default:
      return { kind: 'part', of: content };
  }
}

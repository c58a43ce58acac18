import type { Range } from '../verdict';
import type { PackageEvent, StageState } from '../contents/stageState';
import type { Place } from '../contents/types';

/** An operating system package in the layers of an image. */
export interface ShippedPackage {
  name: string;
  manager: PackageEvent['manager'];
  installed: { place: Place; range: Range };
  /** Removed again: in the same RUN nothing is left of it, in a later one its layer still ships. */
  removed: { place: Place; range: Range; sameLayer: boolean } | undefined;
  certainty: PackageEvent['certainty'];
}

/** Packages by what a removal may call them, so that thousands of removals stay cheap. */
class Shipped {
  readonly all: ShippedPackage[] = [];
  private readonly byName = new Map<string, ShippedPackage[]>();
  /** How far a pattern has been followed: what it left standing before, it does not match now. */
  private readonly followed = new Map<string, number>();

  /** How many were there when a removal last left all of them in doubt. */
  private readonly doubted = new Map<PackageEvent['manager'], number>();

  add(item: ShippedPackage, group: string | undefined): void {
    this.all.push(item);
    for (const name of new Set([item.name, group])) {
      if (name === undefined) continue;
      const key = `${item.manager} ${name}`;
      const known = this.byName.get(key);
      if (known) known.push(item);
      else this.byName.set(key, [item]);
    }
  }

  /** Whether the packages of a manager are still there is not known. */
  doubt(manager: PackageEvent['manager']): void {
    for (const item of this.all.slice(this.doubted.get(manager) ?? 0))
      if (item.manager === manager && !item.removed) item.certainty = 'maybe';
    this.doubted.set(manager, this.all.length);
  }

  /** Packages that a removal names, each once. */
  take(manager: PackageEvent['manager'], pattern: string): ShippedPackage[] {
    const key = `${manager} ${pattern}`;
    const named = this.byName.get(key) ?? [];
    this.byName.delete(key);
    if (!pattern.endsWith('*')) return named;
    const prefix = pattern.slice(0, -1);
    const start = this.followed.get(key) ?? 0;
    this.followed.set(key, this.all.length);
    const matching = this.all
      .slice(start)
      .filter(item => item.manager === manager && item.name.startsWith(prefix));
    return [...named, ...matching];
  }
}

/** Follows every package from its installation to its removal. */
export function readPackageFate(state: StageState): ShippedPackage[] {
  const shipped = new Shipped();
  for (const { action, names, manager, place, ...event } of state.packages) {
    const { range } = event;
    if (action === 'install') {
      for (const name of names) {
        shipped.add(
          {
            name,
            manager,
            installed: { place, range },
            removed: undefined,
            certainty: event.certainty,
          },
          event.group,
        );
      }
    } else if (action === 'remove') {
      // a list that a command computes may name any of them
      if (!event.complete) shipped.doubt(manager);
      for (const item of names.flatMap(name => shipped.take(manager, name))) {
        if (item.removed) continue;
        const made = item.installed.place;
        const sameLayer =
          place.stage === made.stage && place.instruction === made.instruction;
        item.removed = { place, range, sameLayer };
      }
    }
  }
  return shipped.all;
}

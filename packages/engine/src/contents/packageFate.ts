import type { Range } from '../syntax/types';
import type { PackageEvent, StageState } from './stageState';
import type { Place } from './types';

/** An operating system package in the layers of an image. */
export interface ShippedPackage {
  name: string;
  manager: PackageEvent['manager'];
  installed: { place: Place; range: Range };
  /** Removed again: in the same RUN nothing is left of it, in a later one its layer still ships. */
  removed: { place: Place; range: Range; sameLayer: boolean } | undefined;
  certainty: PackageEvent['certainty'];
}

function removes(
  event: PackageEvent,
  name: string,
  group: string | undefined,
): boolean {
  return event.names.some(
    pattern =>
      pattern === name ||
      pattern === group ||
      (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))),
  );
}

/** Follows every package from its installation to its removal. */
export function readPackageFate(state: StageState): ShippedPackage[] {
  const shipped: ShippedPackage[] = [];
  const groups = new Map<ShippedPackage, string | undefined>();
  for (const event of state.packages) {
    if (event.action === 'install') {
      for (const name of event.names) {
        const item: ShippedPackage = {
          name,
          manager: event.manager,
          installed: { place: event.place, range: event.range },
          removed: undefined,
          certainty: event.certainty,
        };
        shipped.push(item);
        groups.set(item, event.group);
      }
    } else if (event.action === 'remove') {
      for (const item of shipped) {
        if (
          item.removed ||
          item.manager !== event.manager ||
          !removes(event, item.name, groups.get(item))
        )
          continue;
        const { place, range } = event;
        const sameLayer =
          place.stage === item.installed.place.stage &&
          place.instruction === item.installed.place.instruction;
        item.removed = { place, range, sameLayer };
      }
    }
  }
  return shipped;
}

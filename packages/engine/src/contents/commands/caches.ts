import type { CacheEvent, Call, StageState } from '../stageState';

/** dnf, yum and their like keep their files in one of these, and clean those of each other. */
const DNF_CACHES = ['dnf', 'libdnf5', 'microdnf', 'tdnf', 'yum'].map(
  name => `/var/cache/${name}`,
);

/** Places of a cache: one, but for the family of dnf. */
function placesOf({ path }: Pick<CacheEvent, 'path'>): readonly string[] {
  return DNF_CACHES.includes(path) ? DNF_CACHES : [path];
}

/** A cache mount covers it, so that it is no part of the layer. */
export function isMounted({ mounted }: Call, path: string): boolean {
  return placesOf({ path }).some(place =>
    mounted.some(mount => place === mount || place.startsWith(`${mount}/`)),
  );
}

/** A cache that goes in the instruction that made it leaves nothing behind. */
function forget(
  { caches }: StageState,
  { place }: Call,
  isGone: (cache: CacheEvent) => boolean,
): void {
  for (let i = caches.length - 1; i >= 0; i--) {
    const cache = caches[i];
    if (
      cache.place.instruction !== place.instruction ||
      cache.place.stage !== place.stage
    )
      return;
    if (isGone(cache)) caches.splice(i, 1);
  }
}

/** Removes what is at a path or below: `rm -rf /var/cache/yum/*`. */
export function forgetCachesAt(
  state: StageState,
  call: Call,
  path: string,
): void {
  const target = path.replace(/\/\*+$/, '');
  forget(state, call, cache =>
    placesOf(cache).some(
      place =>
        place === target ||
        place.startsWith(`${target}/`) ||
        target.startsWith(`${place}/`),
    ),
  );
}

/** `yum clean all`, `pip cache purge`: the tool cleans its own. */
export function forgetCachesOf(
  state: StageState,
  call: Call,
  ...tools: readonly string[]
): void {
  forget(state, call, ({ of }) => tools.includes(of));
}

/** Brings the data on base images up to date, fact by fact. */
import { floatingTags, isKept, suiteOf, type LibraryBlock } from './library';

export interface Release {
  release: string;
  codename?: string | null;
  released?: string;
  activeUntil?: string;
  securityUntil?: string;
  extendedUntil?: string;
  latest?: string;
}

export interface ImageTags {
  current: string[];
  lastListed: Record<string, string>;
}

export type SuiteHistory = Record<string, [day: string, suite: string][]>;

/** One release as endoflife.date's API (v1) gives it. */
export interface EndOfLifeRelease {
  name: string;
  codename?: string | null;
  releaseDate?: string | null;
  eoasFrom?: string | null;
  eolFrom?: string | null;
  eoesFrom?: string | null;
  latest?: { name?: string | null } | null;
}

/** Releases of a product; one that the source no longer lists is kept, because Dockerfiles still name it. */
export function updateReleases(
  known: readonly Release[],
  fetched: readonly EndOfLifeRelease[],
): Release[] {
  const fresh = fetched.map(
    (row): Release => ({
      release: row.name,
      ...(row.codename && {
        codename: row.codename.split(' ')[0].toLowerCase(),
      }),
      ...(row.releaseDate && { released: row.releaseDate }),
      ...(row.eoasFrom && { activeUntil: row.eoasFrom }),
      ...(row.eolFrom && { securityUntil: row.eolFrom }),
      ...(row.eoesFrom && { extendedUntil: row.eoesFrom }),
      ...(row.latest?.name && { latest: row.latest.name }),
    }),
  );
  const names = new Set(fresh.map(({ release }) => release));
  return [...fresh, ...known.filter(({ release }) => !names.has(release))];
}

/** Tags of an image: what is gone from the list was listed last on that day. */
export function updateTags(
  known: ImageTags,
  blocks: readonly LibraryBlock[],
  today: string,
): ImageTags {
  const current = [
    ...new Set(blocks.flatMap(({ tags }) => tags.filter(isKept))),
  ].sort();
  const listed = new Set(current);
  const lastListed = { ...known.lastListed };
  for (const tag of known.current)
    if (!listed.has(tag)) lastListed[tag] ??= today;
  for (const tag of current) delete lastListed[tag];
  return { current, lastListed };
}

/** Appends a day to the history of a floating tag where it points to another suite than before. */
export function updateSuites(
  known: SuiteHistory,
  blocks: readonly LibraryBlock[],
  today: string,
): SuiteHistory {
  const history: SuiteHistory = { ...known };
  for (const block of blocks) {
    const suite = suiteOf(block);
    if (!suite) continue;
    for (const tag of floatingTags(block)) {
      const past = history[tag] ?? [];
      if (past.at(-1)?.[1] !== suite) history[tag] = [...past, [today, suite]];
    }
  }
  return history;
}

/** From worst to best; `none` means not even bronze. @public */
export const LEVELS = ['none', 'bronze', 'silver', 'gold'] as const;

/** How good a Dockerfile is. @public */
export type Level = (typeof LEVELS)[number];

/** A level that has to be earned. @public */
export type EarnedLevel = Exclude<Level, 'none'>;

/** The levels that have to be earned, the first to reach first. @public */
export const EARNED_LEVELS: readonly EarnedLevel[] = [
  'bronze',
  'silver',
  'gold',
];

/** Place in the order of levels: 0 for `none`, 3 for `gold`. @public */
export function rankOfLevel(level: Level): number {
  return LEVELS.indexOf(level);
}

/** Negative when `a` is the worse one; sorts the worst level first. @public */
export function compareLevels(a: Level, b: Level): number {
  return rankOfLevel(a) - rankOfLevel(b);
}

/** The worst of some levels; undefined of none. @public */
export function worstLevel(levels: Iterable<Level>): Level | undefined {
  let worst: Level | undefined;
  for (const level of levels)
    if (worst === undefined || compareLevels(level, worst) < 0) worst = level;
  return worst;
}

/** The level above; undefined at the top. @public */
export function levelAbove(level: Level): EarnedLevel | undefined {
  return EARNED_LEVELS[rankOfLevel(level)];
}

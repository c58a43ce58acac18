import type { Level } from 'dockerfile-scorecard-engine';

/** From worst to best, in the order of their ranks. */
export const levels: readonly Level[] = ['none', 'bronze', 'silver', 'gold'];

/** Rank of a service without a result. */
export const UNSCORED = -1;

export function rankOf(level: Level): number {
  return levels.indexOf(level);
}

/** A service without a result has reached no level. */
export function levelOf(rank: number): Level {
  return levels[rank] ?? 'none';
}

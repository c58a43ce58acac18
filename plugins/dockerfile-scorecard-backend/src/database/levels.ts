import { LEVELS, rankOfLevel, type Level } from 'dockerfile-scorecard-engine';

/** Rank of a service without a result. */
export const UNSCORED = -1;

export { rankOfLevel as rankOf };

/** A service without a result has reached no level. */
export function levelOf(rank: number): Level {
  return LEVELS[rank] ?? 'none';
}

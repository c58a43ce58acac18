import type { Level } from 'backstage-plugin-dockerfile-scorecard-common';
import { levelName } from './levels';

interface Verdict {
  level: Level | null;
  score: number | null;
}

/** `Silver 97`; `no level` for a service that had none. */
export function verdictWords({ level, score }: Verdict): string {
  if (level === null) return 'no level';
  return score === null
    ? levelName[level]
    : `${levelName[level]} ${Math.round(score)}`;
}

/** `Silver 97 → None 48`. */
export function moveWords(before: Verdict, after: Verdict): string {
  return `${verdictWords(before)} → ${verdictWords(after)}`;
}

import type { HistoryEntry } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Level } from 'dockerfile-scorecard-engine';
import {
  levelOf,
  toDate,
  type HistoryRow,
  type TurnedRules,
} from '../../database';

export function toHistoryEntry(row: HistoryRow): HistoryEntry {
  const { failing, mended }: TurnedRules = JSON.parse(row.turned);
  return {
    at: toDate(row.at).toISOString(),
    revision: row.revision ?? undefined,
    state: row.state,
    level: toLevel(row.level),
    score: toScore(row.score),
    previousLevel: toLevel(row.previous_level),
    previousScore: toScore(row.previous_score),
    failing,
    fixed: mended,
  };
}

function toLevel(rank: number | null): Level | null {
  return rank === null || rank < 0 ? null : levelOf(rank);
}

function toScore(score: number | null): number | null {
  return score === null || score < 0 ? null : score;
}

import type { ScorecardSummary } from 'backstage-plugin-dockerfile-scorecard-common';
import {
  levelOf,
  NEVER,
  toDate,
  toIso,
  type FullServiceRow,
} from '../../database';

export function toSummary(row: FullServiceRow): ScorecardSummary {
  return {
    entityRef: row.entity_ref,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    title: row.title ?? undefined,
    state: row.state,
    reason: row.reason ?? undefined,
    level: levelOf(row.level),
    score: row.score < 0 ? null : row.score,
    owner: row.owner || undefined,
    system: row.system ?? undefined,
    lifecycle: row.lifecycle ?? undefined,
    type: row.type ?? undefined,
    tags: JSON.parse(row.tags),
    dockerfileCount: row.dockerfile_count,
    firstFinding: parseOptional(row.first_finding),
    failingRules: JSON.parse(row.failing_rules),
    baseImages: JSON.parse(row.base_images),
    revision: row.revision ?? undefined,
    scannedAt: toIso(row.scanned_at),
    changedAt:
      toDate(row.changed_at) > NEVER ? toIso(row.changed_at) : undefined,
    failingSince: toIso(row.failing_since),
    stale: Boolean(row.stale),
  };
}

export function parseOptional<T>(json: string | null): T | undefined {
  return json === null ? undefined : JSON.parse(json);
}

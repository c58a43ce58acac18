import type { ServiceState } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Knex } from 'knex';
import {
  decisive,
  failingRulesOf,
  type EvaluatedDockerfile,
  type ServiceResult,
} from '../../../evaluation';
import { inBatches } from '../../batches';
import { rankOf, UNSCORED } from '../../levels';
import type {
  DockerfileRow,
  FailingRuleRow,
  HistoryRow,
  FullServiceRow,
  ServiceDetailsRow,
  ServiceRow,
  TurnedRules,
} from '../../tables';
import { toDate } from '../../time';
import { saveInventory } from './saveInventory';

/** Keeps what a scan found out of one service; writes history only when the verdict changed. */
export async function saveResult(options: {
  tx: Knex.Transaction;
  now: Date;
  service: FullServiceRow;
  dockerfiles: readonly EvaluatedDockerfile[];
  /** Absent when there is no Dockerfile. */
  result: ServiceResult | undefined;
  /** Absent when the repository was not read, only what is stored judged again: such a result is as old and as stale as before. */
  reading:
    | {
        revision: string;
        /** Why there is no Dockerfile where one was expected. */
        reason?: string;
      }
    | undefined;
}): Promise<void> {
  const { tx, now, service, dockerfiles, result, reading } = options;
  const { entity_ref } = service;
  const revision = reading?.revision ?? service.revision;
  const state = stateOf(result);
  const level = result?.level ? rankOf(result.level) : UNSCORED;
  const score = result?.score ?? UNSCORED;

  const { rows: failing, turned } = await renewFailingRules({
    tx,
    now,
    entityRef: entity_ref,
    dockerfiles,
  });
  await replaceDockerfiles(tx, entity_ref, dockerfiles);
  await saveInventory({ tx, entityRef: entity_ref, dockerfiles });

  const baseImages = JSON.stringify(result?.baseImages ?? []);
  const changed =
    service.state !== state ||
    service.level !== level ||
    service.score !== score ||
    service.base_images !== baseImages ||
    turned.failing.length + turned.mended.length > 0;
  if (changed) {
    await tx<HistoryRow>('history').insert({
      entity_ref,
      at: now,
      revision,
      state,
      level,
      score,
      previous_level: service.state === 'pending' ? null : service.level,
      previous_score: service.state === 'pending' ? null : service.score,
      turned: JSON.stringify(turned),
    });
  }

  const since = failing.map(row => toDate(row.since).getTime());
  const columns = {
    state,
    unscored: state === 'scored' ? 0 : 1,
    level,
    score,
    ...(reading && { stale: false, failed_at: null }),
    ...(changed && { changed_at: now }),
  };
  // Mostly the same as before. Then nothing that lists go by is written.
  if (!isSame(service, columns)) {
    await tx<ServiceRow>('services').where({ entity_ref }).update(columns);
  }
  await tx<ServiceDetailsRow>('service_details')
    .where({ entity_ref })
    .update({
      dockerfile_count: dockerfiles.length,
      first_finding: result?.firstFinding
        ? JSON.stringify(result.firstFinding)
        : null,
      failing_rules: JSON.stringify(result?.failingRules ?? []),
      base_images: baseImages,
      next_level: result?.nextLevel ? JSON.stringify(result.nextLevel) : null,
      ...(reading && {
        revision,
        reason: reading.reason ?? null,
        scanned_at: now,
      }),
      failing_since: since.length > 0 ? new Date(Math.min(...since)) : null,
    });
}

function isSame(service: ServiceRow, columns: Partial<ServiceRow>): boolean {
  const before = { ...service, stale: Boolean(service.stale) };
  return Object.entries(columns).every(
    ([column, value]) => before[column as keyof ServiceRow] === value,
  );
}

function stateOf(result: ServiceResult | undefined): ServiceState {
  if (!result) return 'no-dockerfile';
  return result.level === null ? 'not-judged' : 'scored';
}

/** A rule that went on failing keeps its date. */
async function renewFailingRules(options: {
  tx: Knex.Transaction;
  now: Date;
  entityRef: string;
  dockerfiles: readonly EvaluatedDockerfile[];
}): Promise<{ rows: FailingRuleRow[]; turned: TurnedRules }> {
  const { tx, now, entityRef, dockerfiles } = options;
  const before = await tx<FailingRuleRow>('failing_rules').where({
    entity_ref: entityRef,
  });
  const sinceBefore = new Map(
    before.map(row => [`${row.path}\n${row.rule}`, toDate(row.since)]),
  );
  const rows = decisive(dockerfiles).flatMap(dockerfile =>
    failingRulesOf(dockerfile).map(rule => ({
      entity_ref: entityRef,
      path: dockerfile.path,
      rule,
      since: sinceBefore.get(`${dockerfile.path}\n${rule}`) ?? now,
    })),
  );

  const rulesBefore = new Set(before.map(row => row.rule));
  const rulesNow = new Set(rows.map(row => row.rule));
  const turned = {
    failing: [...rulesNow].filter(rule => !rulesBefore.has(rule)).sort(),
    mended: [...rulesBefore].filter(rule => !rulesNow.has(rule)).sort(),
  };

  const same =
    before.length === rows.length &&
    rows.every(row => sinceBefore.has(`${row.path}\n${row.rule}`));
  if (!same) {
    await tx<FailingRuleRow>('failing_rules')
      .where({ entity_ref: entityRef })
      .delete();
    for (const batch of inBatches(rows)) {
      await tx<FailingRuleRow>('failing_rules').insert(batch);
    }
  }
  return { rows, turned };
}

async function replaceDockerfiles(
  tx: Knex.Transaction,
  entityRef: string,
  dockerfiles: readonly EvaluatedDockerfile[],
): Promise<void> {
  await tx<DockerfileRow>('dockerfiles')
    .where({ entity_ref: entityRef })
    .delete();
  const rows = dockerfiles.map(dockerfile => ({
    entity_ref: entityRef,
    path: dockerfile.path,
    evaluated_path: dockerfile.evaluatedPath,
    content_hash: dockerfile.contentHash,
    context_hash: dockerfile.contextHash,
    evaluation_hash: dockerfile.evaluationHash,
  }));
  for (const batch of inBatches(rows)) {
    await tx<DockerfileRow>('dockerfiles').insert(batch);
  }
}

import type { Knex } from 'knex';
import {
  after,
  type RepositoryRow,
  type FullServiceRow,
  type WaiverRow,
} from '../database';
import {
  confirmResults,
  loadWaivers,
  lockServices,
  releaseRepository,
  saveFailure,
  saveResult,
  storeTexts,
  unblockHost,
  type Claim,
} from '../database/operations';
import {
  nextVerdictDay,
  ruleWaivers,
  summarize,
  type Engine,
} from '../evaluation';
import { CONFIRM_EMPTY_MS } from './emptied';
import type { EvaluationOutcome, JudgedService } from './evaluateAll';
import { nextTurn } from './nextTurn';

/** What became of a repository. */
export type ScanKind =
  /** It was read and has changed. */
  | {
      kind: 'changed';
      revision: string;
      etag: string;
      /** No Dockerfile was found where there were some; that has yet to be confirmed. */
      emptied: boolean;
    }
  /** It was asked and has not changed. */
  | { kind: 'unchanged' }
  /** It was not asked; only what is stored was judged again. */
  | { kind: 're-evaluated' };

export interface SaveScanOptions {
  tx: Knex.Transaction;
  now: Date;
  nextReadAt: Date;
  claim: Claim;
  scan: ScanKind;
  outcome: EvaluationOutcome;
  engine: Engine;
  /** ISO date. */
  today: string;
  settings: { evaluatedUnder: string; selectedUnder: string };
  /** From {@link shareScans}, when several scans are saved in one transaction. */
  shared?: SharedScanState;
  /**
   * Runs the saving of one service, which may fail. Without it an error of one service undoes the whole scan; with it the others
   * are kept, at the cost of a savepoint for each.
   */
  isolate?(
    service: FullServiceRow,
    save: (tx: Knex) => Promise<void>,
  ): Promise<void>;
}

/**
 * Keeps everything that a scan found out, or nothing at all when another worker has taken the repository over.
 */
export async function saveScan(options: SaveScanOptions): Promise<void> {
  const { tx, now, claim, scan, outcome } = options;
  const incomplete = outcome.services.some(({ kind }) => kind === 'failed');

  // First of all: it fails when the lease is lost, and holds the row until the end.
  await releaseRepository({
    tx,
    claim,
    now,
    nextReadAt:
      scan.kind === 'changed' && scan.emptied
        ? after(now, CONFIRM_EMPTY_MS)
        : options.nextReadAt,
    changes: changesOf(options, incomplete),
  });
  const { current, waivers } = options.shared ?? (await shareScans(options));
  if (outcome.services.length > 0) {
    await saveNextDay(options, waivers);
  }
  for (const judged of outcome.services) {
    const row = current.get(judged.service.entity_ref);
    if (row && isSamePlace(row, judged.service)) {
      await saveService(
        options,
        judged,
        row,
        waivers.get(row.entity_ref) ?? [],
      );
      await nextTurn();
    }
  }

  if (scan.kind === 'unchanged') {
    await confirmResults({ tx, now, repositoryId: claim.id });
  }
  if (scan.kind !== 're-evaluated') {
    await unblockHost({ tx, host: claim.host, startedAt: claim.startedAt });
  }
}

/** What scans that are saved in one transaction have in common. */
export interface SharedScanState {
  /** Services as they are now, locked. */
  current: Map<string, FullServiceRow>;
  /** In force today, by service. */
  waivers: Map<string, WaiverRow[]>;
}

/** Stores the texts of scans and locks their services. After the repositories have been released. */
export async function shareScans(
  options: Pick<SaveScanOptions, 'tx' | 'now' | 'outcome' | 'today'>,
): Promise<SharedScanState> {
  const { tx, now, outcome, today } = options;
  await storeTexts({ tx, now, texts: outcome.texts });
  const repositoryIds = new Set(
    outcome.services.flatMap(({ service }) => service.repository_id ?? []),
  );
  const rows =
    repositoryIds.size > 0
      ? await lockServices({ tx, repositoryIds: [...repositoryIds] })
      : [];
  const entityRefs = rows.map(row => row.entity_ref);
  return {
    current: new Map(rows.map(row => [row.entity_ref, row])),
    waivers: await loadWaivers({ knex: tx, entityRefs, today }),
  };
}

/** Notes when a date that the Dockerfiles or the waivers name begins or ends next. */
async function saveNextDay(
  { tx, claim, outcome, today }: SaveScanOptions,
  waivers: SharedScanState['waivers'],
): Promise<void> {
  const next = nextVerdictDay(
    today,
    outcome.services.flatMap(({ service: { entity_ref } }) => [
      ...(outcome.dates.get(entity_ref) ?? []),
      ...(waivers.get(entity_ref) ?? []).map(waiver => waiver.until),
    ]),
  );
  if (next !== claim.reevaluateOn) {
    await tx<RepositoryRow>('repositories')
      .where({ id: claim.id })
      .update({ reevaluate_on: next ?? null });
  }
}

/** Whether the catalog still says of a service what it said when the reading began. If not, another reading follows. */
function isSamePlace(now: FullServiceRow, before: FullServiceRow): boolean {
  return (
    now.state !== 'excluded' &&
    now.repository_id === before.repository_id &&
    now.folder === before.folder &&
    now.paths === before.paths
  );
}

async function saveService(
  options: SaveScanOptions,
  judged: JudgedService,
  service: FullServiceRow,
  waivers: readonly WaiverRow[],
): Promise<void> {
  const { now, scan, engine, today, isolate } = options;
  const save = async (db: Knex) => {
    const tx = db as Knex.Transaction;
    const { entity_ref: entityRef } = service;
    if (judged.kind === 'failed') {
      const { reason } = judged;
      await saveFailure({ tx, now, reason, services: { entityRef } });
      return;
    }
    const waived = ruleWaivers(waivers);
    const dockerfiles = judged.dockerfiles.map(dockerfile => ({
      ...dockerfile,
      evaluation: engine.waive(dockerfile.evaluation, waived, today),
    }));
    await saveResult({
      tx,
      now,
      service,
      dockerfiles,
      result:
        dockerfiles.length > 0
          ? summarize(dockerfiles, engine.rules)
          : undefined,
      reading:
        scan.kind === 'changed'
          ? { revision: scan.revision, reason: judged.reason }
          : undefined,
    });
  };
  await (isolate ? isolate(service, save) : save(options.tx));
}

function changesOf(
  options: SaveScanOptions,
  incomplete: boolean,
): Partial<RepositoryRow> {
  const { now, claim, scan, settings } = options;
  const judged = { evaluated_under: settings.evaluatedUnder };
  if (scan.kind === 're-evaluated') {
    return judged;
  }
  const read = {
    ...judged,
    failures: 0,
    last_error: null,
    last_error_at: null,
    scan_started_at: claim.startedAt,
    scan_finished_at: now,
    scan_outcome: scan.kind,
  };
  return scan.kind === 'unchanged'
    ? read
    : {
        ...read,
        selected_under: settings.selectedUnder,
        revision: scan.revision,
        emptied_at: scan.emptied ? now : null,
        // What could not be judged is tried again with the next reading, changed or not.
        etag: incomplete || scan.emptied ? null : scan.etag,
      };
}

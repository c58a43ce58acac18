import type { Rule } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import type { RepositoryRow } from '../database';
import {
  confirmResults,
  releaseRepository,
  saveFailure,
  saveResult,
  storeTexts,
  unblockHost,
  type Claim,
} from '../database/operations';
import { summarize, type EvaluatedDockerfile } from '../evaluation';
import type { EvaluationOutcome } from './evaluateAll';
import type { ServiceInputs } from './serviceInputs';

/** What became of a repository. */
export type ScanKind =
  /** It was read and has changed. */
  | { kind: 'changed'; revision: string; etag: string }
  /** It was asked and has not changed. */
  | { kind: 'unchanged' }
  /** It was not asked; only what is stored was judged again. */
  | { kind: 'judged-again' };

/**
 * Keeps everything that a scan found out, or nothing at all when another worker has taken the repository over.
 */
export async function saveScan(options: {
  tx: Knex.Transaction;
  now: Date;
  nextReadAt: Date;
  claim: Claim;
  scan: ScanKind;
  services: readonly ServiceInputs[];
  /** For the inputs of all services, in their order. */
  outcome: EvaluationOutcome;
  rules: readonly Rule[];
  settings: { evaluatedUnder: string; selectedUnder: string };
}): Promise<void> {
  const { tx, now, claim, scan, services, outcome, rules } = options;
  const incomplete =
    services.some(({ kind }) => kind === 'failed') ||
    outcome.dockerfiles.some(dockerfile => dockerfile instanceof Error);

  // First of all: it fails when the lease is lost, and holds the row until the end.
  await releaseRepository({
    tx,
    claim,
    now,
    nextReadAt: options.nextReadAt,
    changes: changesOf(scan, options.settings, incomplete),
  });
  await storeTexts({
    tx,
    now,
    texts:
      scan.kind === 'changed'
        ? outcome.texts
        : // The rest comes from the store.
          { ...outcome.texts, contents: [], contexts: [] },
  });

  const dockerfiles = outcome.dockerfiles.values();
  for (const each of services) {
    const { service } = each;
    const { entity_ref: entityRef } = service;
    if (each.kind === 'failed') {
      const { reason } = each;
      await saveFailure({ tx, now, reason, services: { entityRef } });
      continue;
    }
    const judged = each.inputs.map(() => dockerfiles.next().value);
    const error = judged.find(dockerfile => dockerfile instanceof Error);
    if (error instanceof Error) {
      const reason = error.message;
      await saveFailure({ tx, now, reason, services: { entityRef } });
      continue;
    }
    const good = judged as EvaluatedDockerfile[];
    await saveResult({
      tx,
      now,
      service,
      dockerfiles: good,
      result: good.length > 0 ? summarize(good, rules) : undefined,
      reading:
        scan.kind === 'changed'
          ? { revision: scan.revision, reason: each.reason }
          : undefined,
    });
  }

  if (scan.kind === 'unchanged') {
    await confirmResults({ tx, now, repositoryId: claim.id });
  }
  if (scan.kind !== 'judged-again') {
    await unblockHost({ tx, host: claim.host });
  }
}

function changesOf(
  scan: ScanKind,
  settings: { evaluatedUnder: string; selectedUnder: string },
  incomplete: boolean,
): Partial<RepositoryRow> {
  const judged = { evaluated_under: settings.evaluatedUnder };
  if (scan.kind === 'judged-again') {
    return judged;
  }
  const read = {
    ...judged,
    failures: 0,
    last_error: null,
    last_error_at: null,
  };
  return scan.kind === 'unchanged'
    ? read
    : {
        ...read,
        selected_under: settings.selectedUnder,
        revision: scan.revision,
        // What could not be judged is tried again with the next reading, changed or not.
        etag: incomplete ? null : scan.etag,
      };
}

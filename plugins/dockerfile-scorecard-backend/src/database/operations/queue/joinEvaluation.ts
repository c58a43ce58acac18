import type { Knex } from 'knex';
import type { EvaluationSettingsRow } from '../../tables';
import { after, databaseNow, toDate } from '../../time';

const ID = 'current';
/** A replica that judges by the settings says so this often. Milliseconds. */
const SEEN_INTERVAL_MS = 15_000;
/** Without a sign for so long, the settings are nobody's, and any replica may replace them. Milliseconds. */
const ABANDONED_MS = 60_000;

/** `leading`: scan and judge; `waiting`: replicas with another engine or policy are in charge. */
export type EvaluationRole = 'leading' | 'waiting';

/**
 * Tells whether this replica may judge. All replicas judge by one engine, one policy and one way to store texts: those of the
 * replica that started last. The others wait until they are replaced, or until nobody judges by those settings any more. So a
 * rolling deploy ends with verdicts of one kind, whichever of its sides wins.
 */
export async function joinEvaluation(options: {
  knex: Knex;
  /** Engine, policy and storage of this replica. */
  value: string;
  /** This replica has just started, so that it takes over. */
  started: boolean;
}): Promise<EvaluationRole> {
  const { knex, value, started } = options;
  const now = await databaseNow(knex);
  const settings = () => knex<EvaluationSettingsRow>('evaluation_settings');
  const row = await settings().where({ id: ID }).first();
  if (!row) {
    await settings()
      .insert({ id: ID, value, seen_at: now, changed_at: now })
      .onConflict('id')
      .ignore();
    return joinEvaluation({ ...options, started: false });
  }
  if (row.value === value) {
    if (toDate(row.seen_at) < after(now, -SEEN_INTERVAL_MS)) {
      await settings().where({ id: ID, value }).update({ seen_at: now });
    }
    return 'leading';
  }
  const abandonedBefore = after(now, -ABANDONED_MS);
  if (!started && toDate(row.seen_at) >= abandonedBefore) {
    return 'waiting';
  }
  const taking = settings().where({ id: ID });
  if (!started) {
    // Another replica may be faster.
    taking.where('seen_at', '<', abandonedBefore);
  }
  const taken = await taking.update({ value, seen_at: now, changed_at: now });
  return taken > 0 ? 'leading' : 'waiting';
}

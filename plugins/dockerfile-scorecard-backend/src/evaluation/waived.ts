import type { RuleWaiver } from 'dockerfile-scorecard-engine';
import type { WaiverRow } from '../database';

/** Waivers of the portal as the engine takes them. */
export function ruleWaivers(rows: readonly WaiverRow[]): RuleWaiver[] {
  return rows.map(row => ({
    rule: row.rule,
    reason: `Waived in the portal until ${row.until}: ${row.reason}`,
  }));
}

import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { DefaultFleetService } from '../service/fleet';
import type { ScorecardService } from '../service';
import { registerExplainRule } from './explainRule';
import { registerFleetSummary } from './fleetSummary';
import { registerGetScorecard } from './getScorecard';
import { registerListScorecards } from './listScorecards';
import { registerScan } from './scan';

export interface ActionOptions {
  actions: ActionsRegistryService;
  service: ScorecardService;
  fleet: DefaultFleetService;
}

/** Offers to MCP clients what the API offers, with the permissions of the caller. */
export function registerActions(options: ActionOptions): void {
  registerListScorecards(options);
  registerGetScorecard(options);
  registerExplainRule(options);
  registerFleetSummary(options);
  registerScan(options);
}

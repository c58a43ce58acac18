import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { DefaultFleetService } from '../service/fleet';
import type { ScorecardService } from '../service';
import type { DefaultCampaignService } from '../service/campaigns';
import { registerExplainRule } from './explainRule';
import { registerExplainScorecard } from './explainScorecard';
import { registerFleetSummary } from './fleetSummary';
import { registerGetScorecard } from './getScorecard';
import { registerListCampaigns } from './listCampaigns';
import { registerListScorecards } from './listScorecards';
import { registerProposeFix } from './proposeFix';
import { registerScan } from './scan';

export interface ActionOptions {
  actions: ActionsRegistryService;
  service: ScorecardService;
  fleet: DefaultFleetService;
  campaigns: DefaultCampaignService;
}

/** Offers to MCP clients what the API offers, with the permissions of the caller. */
export function registerActions(options: ActionOptions): void {
  registerListScorecards(options);
  registerGetScorecard(options);
  registerExplainScorecard(options);
  registerProposeFix(options);
  registerExplainRule(options);
  registerFleetSummary(options);
  registerListCampaigns(options);
  registerScan(options);
}

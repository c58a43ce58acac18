export { createRouter, type RouterOptions } from './createRouter';
export {
  DefaultScorecardService,
  type DefaultScorecardServiceOptions,
} from './DefaultScorecardService';
export { CatalogVisibility } from './permissions';
export type { ScorecardService } from './types';
export { DefaultWaiverService } from './waivers';
export { DefaultFleetService } from './fleet';
export { campaignsDue, DefaultCampaignService } from './campaigns';

export { addCampaignRoutes } from './campaignRoutes';
export { campaignsDue } from './campaignsDue';
export { DefaultCampaignService } from './DefaultCampaignService';

export { addCampaignRoutes } from './campaignRoutes';
export { DefaultCampaignService } from './DefaultCampaignService';

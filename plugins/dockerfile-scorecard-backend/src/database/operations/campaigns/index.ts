export { addCampaign, closeCampaign } from './changeCampaigns';
export { getCampaign, listCampaigns } from './loadCampaigns';
export { getRuleTrend } from './getRuleTrend';

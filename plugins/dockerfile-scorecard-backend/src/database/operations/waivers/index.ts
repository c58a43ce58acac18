export { addWaiver, decideWaiver, reevaluate } from './changeWaivers';
export {
  getWaiver,
  listWaivers,
  loadWaivers,
  type WaiverFilters,
} from './loadWaivers';

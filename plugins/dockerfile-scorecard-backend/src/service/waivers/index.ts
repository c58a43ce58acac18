export {
  DefaultWaiverService,
  type DefaultWaiverServiceOptions,
} from './DefaultWaiverService';
export { addWaiverRoutes } from './waiverRoutes';

export { badge } from './badge';
export {
  DefaultFleetService,
  type DefaultFleetServiceOptions,
} from './DefaultFleetService';
export { addFleetRoutes } from './fleetRoutes';

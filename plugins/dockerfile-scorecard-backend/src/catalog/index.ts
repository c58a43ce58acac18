export { CatalogSync, type CatalogSyncOptions } from './CatalogSync';
export {
  createServiceLocator,
  type ServiceLocation,
  type ServiceLocator,
} from './locateService';

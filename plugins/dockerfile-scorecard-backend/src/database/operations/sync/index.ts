export { collectGarbage } from './collectGarbage';
export {
  deleteServices,
  loadKnownServices,
  type KnownService,
} from './knownServices';
export { confirmEmptyCatalog, getSync, recordSync } from './recordSync';
export { replaceGroups } from './replaceGroups';
export {
  addRepositories,
  deleteUnusedRepositories,
  rereadRepositories,
} from './saveRepositories';
export { saveServices, type CatalogService } from './saveServices';

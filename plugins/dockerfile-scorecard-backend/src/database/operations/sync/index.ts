export { collectGarbage } from './collectGarbage';
export {
  deleteServices,
  loadKnownServices,
  type KnownService,
} from './knownServices';
export { recordSync } from './recordSync';
export { replaceGroups } from './replaceGroups';
export {
  addRepositories,
  deleteUnusedRepositories,
  rereadRepositories,
} from './saveRepositories';
export { saveServices, type CatalogService } from './saveServices';

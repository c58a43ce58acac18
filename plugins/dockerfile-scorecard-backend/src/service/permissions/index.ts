export { CatalogVisibility } from './CatalogVisibility';

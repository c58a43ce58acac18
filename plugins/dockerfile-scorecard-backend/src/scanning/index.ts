export {
  RepositoryScanner,
  type RepositoryScannerOptions,
} from './RepositoryScanner';
export { ScanWorkers, type ScanWorkersOptions } from './ScanWorkers';

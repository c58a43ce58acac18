export { getPreviousResult } from './getPreviousResult';
export {
  getDockerfiles,
  getRepository,
  getService,
  type JudgedDockerfile,
} from './getService';
export { getScans, type ScanCounts } from './getScans';
export {
  listServices,
  type PageEnd,
  type ServiceFilters,
  type ServiceOrder,
} from './listServices';
export { whereVisible, type Visibility } from './visibility';

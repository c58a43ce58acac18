export { confirmResults } from './confirmResults';
export {
  loadDockerfiles,
  loadDockerfilesOf,
  loadServices,
  lockServices,
  type StoredDockerfile,
} from './loadServices';
export { markFailed, saveFailure } from './saveFailure';
export { saveResult } from './saveResult';
export {
  loadEvaluations,
  storeTexts,
  type StoredTexts,
} from './storedEvaluations';

export { parseImageReference, type ImageReference } from './reference';
export {
  describeImage,
  globMatches,
  scratchFacts,
  type ImageKnowledge,
} from './describe';
export { baseImagesDate } from './data';
export type {
  ImageFacts,
  ImageFamily,
  Interpreter,
  OwnImage,
  PackageManager,
  Support,
} from './types';

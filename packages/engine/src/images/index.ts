export { parseImageReference, type ImageReference } from './reference';
export {
  describeImage,
  globMatches,
  scratchFacts,
  type ImageKnowledge,
} from './describe';
export { baseImagesDate } from '../facts/baseImages';
export { areContentsKnown } from './types';
export type {
  ImageFacts,
  ImageFamily,
  Interpreter,
  OwnImage,
  PackageManager,
  Support,
} from './types';

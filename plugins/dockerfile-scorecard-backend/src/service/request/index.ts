export { createCursor } from './cursor';
export {
  parseListQuery,
  type ListQuery,
  type RawListQuery,
} from './parseListQuery';
export { checkText, parseServiceRef } from './text';

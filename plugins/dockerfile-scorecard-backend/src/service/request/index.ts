export {
  createCursor,
  createHistoryCursor,
  parseHistoryCursor,
} from './cursor';
export {
  parseFilters,
  parseLimit,
  parseListQuery,
  parseOrder,
  parseTexts,
  type ListQuery,
  type RawFilters,
  type RawListQuery,
} from './parseListQuery';
export { checkText, parseServiceRef } from './text';

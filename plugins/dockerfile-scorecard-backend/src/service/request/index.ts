export {
  createCursor,
  createHistoryCursor,
  parseHistoryCursor,
} from './cursor';
export {
  parseChoices,
  parseFilters,
  parseLimit,
  parseListQuery,
  parseOrder,
  parseRefs,
  parseTexts,
  type ListQuery,
  type RawFilters,
  type RawListQuery,
} from './parseListQuery';
export { checkText, parseServiceRef } from './text';
export { checkLastDay } from './lastDay';

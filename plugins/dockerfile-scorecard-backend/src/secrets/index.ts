export { shownFixes } from './shownFixes';
export { maskInput, type MaskedInput } from './maskInput';
export { mergeSpans, shownText, type Span } from './spans';

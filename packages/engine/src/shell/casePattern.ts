import type { Word } from 'unbash';
import { removePrefix } from '../syntax/pattern';
import type { Status } from './conditions';
import type { Resolved } from './types';

/** Whether the word of a `case` matches one of the patterns of a branch. */
export function matchesPattern(
  word: Resolved,
  patterns: readonly Word[],
  expand: (pattern: Word) => Resolved,
): Status {
  let result: Status = 'fail';
  for (const pattern of patterns) {
    const text = expand(pattern);
    if (text.known && text.value === '*') {
      return 'ok';
    }
    const status = matchOne(word, text, pattern);
    if (status === 'ok') {
      return 'ok';
    }
    if (status === 'unknown') {
      result = 'unknown';
    }
  }
  return result;
}

function matchOne(word: Resolved, text: Resolved, pattern: Word): Status {
  if (!text.known) {
    return 'unknown';
  }
  const globs =
    pattern.parts?.some(
      part => part.type === 'Glob' || part.type === 'ExtendedGlob',
    ) ?? false;
  if (!word.known) {
    // A known beginning that the pattern's fixed text contradicts rules the branch out.
    const fixed = globs ? text.value.split(/[*?[]/)[0] : text.value;
    const length = Math.min(fixed.length, word.prefix.length);
    return word.prefix.slice(0, length) === fixed.slice(0, length)
      ? 'unknown'
      : 'fail';
  }
  if (!globs) {
    return word.value === text.value ? 'ok' : 'fail';
  }
  if (/[[(]/.test(text.value)) {
    return 'unknown';
  }
  const rest = removePrefix(`${word.value}\u0000`, `${text.value}\u0000`, true);
  return rest === '' ? 'ok' : 'fail';
}

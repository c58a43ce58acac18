import { known, type LexFailure, type LexValue } from './lexText';
import { removePrefix, removeSuffix, replacePattern } from './pattern';

/** `${name:-word}` and its relatives; with `emptyCounts` an empty variable is treated as one that is not set. */
export interface Conditional {
  modifier: '-' | '+' | '?';
  emptyCounts: boolean;
  word: LexValue;
}

function unknownBecause(reason: string): LexValue {
  return { known: false, reason, prefix: '' };
}

/** Whether the variable counts as set; undefined where that is not known. */
function isPresent(
  value: LexValue | undefined,
  emptyCounts: boolean,
): boolean | undefined {
  if (value === undefined) {
    return false;
  }
  if (!value.known) {
    // Only a beginning that is not empty proves anything.
    return value.prefix === '' ? undefined : true;
  }
  return !(emptyCounts && value.value === '');
}

export function applyConditional(
  name: string,
  value: LexValue | undefined,
  { modifier, emptyCounts, word }: Conditional,
): LexValue | LexFailure {
  // who gives a default expects builds that set nothing
  if (modifier === '-' && value && !value.known && value.unset) return word;
  const present = isPresent(value, emptyCounts);
  if (value !== undefined && !value.known && present === undefined) {
    return unknownBecause(value.reason);
  }
  if (modifier === '+') {
    return present ? word : known('');
  }
  if (value !== undefined && present) {
    return value;
  }
  if (modifier === '-') {
    return word;
  }
  const fallback =
    value === undefined ? 'not allowed to be unset' : 'not allowed to be empty';
  const message = word.known && word.value !== '' ? word.value : fallback;
  return { error: `${name}: ${message}` };
}

/** `${name#word}`, `${name##word}`, `${name%word}`, `${name%%word}`; the second sign is part of the word. */
export function applyRemoval(
  value: LexValue | undefined,
  modifier: '#' | '%',
  word: LexValue,
): LexValue {
  if (value === undefined) {
    return known('');
  }
  if (!value.known) {
    return unknownBecause(value.reason);
  }
  if (!word.known) {
    return unknownBecause(word.reason);
  }
  const longest = word.value.startsWith(modifier);
  const pattern = longest ? word.value.slice(1) : word.value;
  const remove = modifier === '#' ? removePrefix : removeSuffix;
  return known(remove(value.value, pattern, longest));
}

/** `${name/pattern/replacement}` and `${name//pattern/replacement}`. */
export function applyReplacement(
  value: LexValue | undefined,
  pattern: LexValue,
  replacement: LexValue,
  which: 'first' | 'all',
): LexValue {
  if (value === undefined) {
    return known('');
  }
  if (!value.known) {
    return unknownBecause(value.reason);
  }
  if (!pattern.known) {
    return unknownBecause(pattern.reason);
  }
  if (!replacement.known) {
    return unknownBecause(replacement.reason);
  }
  return known(
    replacePattern(
      value.value,
      pattern.value,
      replacement.value,
      which === 'all',
    ),
  );
}

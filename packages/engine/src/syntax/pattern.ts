import { BACKSLASH } from './characters';

/** One element of a shell pattern. */
type Element =
  | { kind: 'text'; code: number }
  | { kind: 'any' }
  | { kind: 'star' };

/** `*` and `?` mean what they mean in a shell; a backslash makes the next character literal; brackets are plain characters. */
function compile(pattern: string): Element[] {
  const elements: Element[] = [];
  for (let index = 0; index < pattern.length; index++) {
    let code = pattern.charCodeAt(index);
    if (code === 42) {
      elements.push({ kind: 'star' });
    } else if (code === 63) {
      elements.push({ kind: 'any' });
    } else {
      if (code === BACKSLASH && index + 1 < pattern.length) {
        code = pattern.charCodeAt(++index);
      }
      elements.push({ kind: 'text', code });
    }
  }
  return elements;
}

/**
 * Length of the match that starts at `start`, or -1. All states advance together, so the time is at most
 * text × pattern and no input can make it explode.
 */
function matchLength(
  elements: readonly Element[],
  text: string,
  start: number,
  longest: boolean,
): number {
  let states = new Uint8Array(elements.length + 1);
  enter(elements, states, 0);
  let found = -1;
  for (let index = start; ; index++) {
    if (states[elements.length] === 1) {
      found = index - start;
      if (!longest) {
        return found;
      }
    }
    if (index >= text.length) {
      return found;
    }
    const code = text.charCodeAt(index);
    const next = new Uint8Array(elements.length + 1);
    let alive = false;
    for (let state = 0; state < elements.length; state++) {
      const element = elements[state];
      if (states[state] === 0) {
        continue;
      }
      if (element.kind === 'star') {
        enter(elements, next, state);
        alive = true;
      } else if (element.kind === 'any' || element.code === code) {
        enter(elements, next, state + 1);
        alive = true;
      }
    }
    if (!alive) {
      return found;
    }
    states = next;
  }
}

/** Marks a state and those reached without reading a character. */
function enter(
  elements: readonly Element[],
  states: Uint8Array,
  from: number,
): void {
  let state = from;
  states[state] = 1;
  while (state < elements.length && elements[state].kind === 'star') {
    state++;
    states[state] = 1;
  }
}

function reversed(text: string): string {
  let result = '';
  for (let index = text.length - 1; index >= 0; index--) {
    result += text[index];
  }
  return result;
}

/** `${name#pattern}` and, with `longest`, `${name##pattern}`. */
export function removePrefix(
  text: string,
  pattern: string,
  longest: boolean,
): string {
  const length = matchLength(compile(pattern), text, 0, longest);
  return length < 0 ? text : text.slice(length);
}

/** `${name%pattern}` and, with `longest`, `${name%%pattern}`. */
export function removeSuffix(
  text: string,
  pattern: string,
  longest: boolean,
): string {
  const elements = compile(pattern).reverse();
  const length = matchLength(elements, reversed(text), 0, longest);
  return length < 0 ? text : text.slice(0, text.length - length);
}

/** `${name/pattern/replacement}` and, with `all`, `${name//pattern/replacement}`; the longest match at the leftmost place. */
export function replacePattern(
  text: string,
  pattern: string,
  replacement: string,
  all: boolean,
): string {
  const elements = compile(pattern);
  let result = '';
  let copied = 0;
  let index = 0;
  while (index <= text.length) {
    const length = matchLength(elements, text, index, true);
    if (length < 0) {
      index++;
      continue;
    }
    result += text.slice(copied, index) + replacement;
    copied = index + length;
    if (!all) {
      break;
    }
    if (length === 0) {
      result += text.slice(index, index + 1);
      copied = index + 1;
    }
    index = Math.max(copied, index + 1);
  }
  return result + text.slice(copied);
}

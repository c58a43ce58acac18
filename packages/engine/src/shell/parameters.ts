import type { ParameterExpansionPart, Word } from 'unbash';
import { removePrefix, removeSuffix, replacePattern } from '../syntax/pattern';
import { known, unknown } from './environment';
import type { Resolved } from './types';

/** What a parameter expansion needs to know of the shell around it. */
export interface ParameterContext {
  /** Value of a variable or special parameter; undefined where it is not set. */
  parameter(name: string): Resolved | undefined;
  assign(name: string, value: Resolved): void;
  /** Text of an operand, quotes removed. */
  operand(word: Word): Resolved;
}

/** The value of `${…}`. */
export function expandParameter(
  part: ParameterExpansionPart,
  context: ParameterContext,
): Resolved {
  const { parameter, prefix, index, operation } = part;
  if (prefix === '!' || index !== undefined) {
    return unknown(`${part.text} is not followed`);
  }
  const value = context.parameter(parameter);
  if (prefix === '#') {
    if (value === undefined) {
      return known('0');
    }
    return value.known ? known(String(value.value.length)) : forget(value);
  }
  switch (operation?.type) {
    case undefined:
      return value ?? known('');
    case 'Default':
      return expandDefault(
        part,
        operation.operator,
        value,
        () => context.operand(operation.operand),
        context,
      );
    case 'Remove':
      return onKnown(
        value,
        context.operand(operation.operand),
        (text, pattern) => removePattern(operation.operator, text, pattern),
      );
    case 'Replace': {
      const replacement = context.operand(operation.replacement);
      if (operation.operator === '/#' || operation.operator === '/%') {
        return unknown(`${part.text} is not followed`);
      }
      return onKnown(
        value,
        context.operand(operation.pattern),
        (text, pattern) =>
          replacement.known
            ? known(
                replacePattern(
                  text,
                  pattern,
                  replacement.value,
                  operation.operator === '//',
                ),
              )
            : forget(replacement),
      );
    }
    case 'CaseModification':
      return operation.operand === undefined && value?.known
        ? known(changeCase(operation.operator, value.value))
        : unknown(`${part.text} is not followed`);
    case 'Slice':
      return slice(
        value,
        context.operand(operation.offset),
        operation.length && context.operand(operation.length),
      );
    default:
      return unknown(`${part.text} is not followed`);
  }
}

function forget(value: Resolved): Resolved {
  return value.known ? value : unknown(value.reason);
}

function expandDefault(
  part: ParameterExpansionPart,
  operator: string,
  value: Resolved | undefined,
  operand: () => Resolved,
  context: ParameterContext,
): Resolved {
  const emptyCounts = operator.startsWith(':');
  const modifier = operator.at(-1);
  if (value !== undefined && !value.known) {
    const certainlySet = !emptyCounts || value.prefix !== '';
    return certainlySet && modifier !== '+' ? value : forget(value);
  }
  const present = value !== undefined && !(emptyCounts && value.value === '');
  if (modifier === '+') {
    return present ? operand() : known('');
  }
  if (present) {
    return value;
  }
  if (modifier === '?') {
    return unknown(`${part.parameter} is not set, so the shell stops here`);
  }
  const fallback = operand();
  if (modifier === '=') {
    context.assign(part.parameter, fallback);
  }
  return fallback;
}

/** Applies a pattern where text and pattern are known; brackets are beyond the pattern language here. */
function onKnown(
  value: Resolved | undefined,
  pattern: Resolved,
  apply: (text: string, pattern: string) => Resolved,
): Resolved {
  if (value === undefined) {
    return known('');
  }
  if (!value.known) {
    return forget(value);
  }
  if (!pattern.known) {
    return forget(pattern);
  }
  return pattern.value.includes('[')
    ? unknown(`the pattern ${pattern.value} is not followed`)
    : apply(value.value, pattern.value);
}

function removePattern(
  operator: '#' | '##' | '%' | '%%',
  text: string,
  pattern: string,
): Resolved {
  const longest = operator.length === 2;
  return known(
    operator.startsWith('#')
      ? removePrefix(text, pattern, longest)
      : removeSuffix(text, pattern, longest),
  );
}

function changeCase(operator: string, text: string): string {
  const change = (part: string) =>
    operator.startsWith('^') ? part.toUpperCase() : part.toLowerCase();
  return operator.length === 2
    ? change(text)
    : change(text.slice(0, 1)) + text.slice(1);
}

function slice(
  value: Resolved | undefined,
  offset: Resolved,
  length: Resolved | undefined,
): Resolved {
  if (value === undefined) {
    return known('');
  }
  if (!value.known) {
    return forget(value);
  }
  const numbers = [offset, length ?? known('0')].map(part =>
    part.known && /^\s*\d+\s*$/.test(part.value) ? Number(part.value) : -1,
  );
  if (numbers.includes(-1)) {
    return unknown('the bounds of a substring are not known');
  }
  const [start, count] = numbers;
  return known(
    value.value.slice(start, length === undefined ? undefined : start + count),
  );
}

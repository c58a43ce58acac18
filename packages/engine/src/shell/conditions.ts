import type { TestExpression, Word } from 'unbash';
import type { Resolved, ShellWord } from './types';

/** Exit status where it can be told without running anything. */
export type Status = 'ok' | 'fail' | 'unknown';

export function negate(status: Status): Status {
  if (status === 'unknown') {
    return status;
  }
  return status === 'ok' ? 'fail' : 'ok';
}

function statusOf(condition: boolean): Status {
  return condition ? 'ok' : 'fail';
}

/** Empty or not; a known beginning proves that a text is not empty. */
function isEmpty(text: Resolved): Status {
  if (text.known) {
    return statusOf(text.value === '');
  }
  return text.prefix === '' ? 'unknown' : 'fail';
}

function unary(operator: string, operand: Resolved): Status {
  switch (operator) {
    case '-z':
      return isEmpty(operand);
    case '-n':
      return negate(isEmpty(operand));
    default:
      return 'unknown';
  }
}

const COMPARISONS: ReadonlyMap<string, (a: number, b: number) => boolean> =
  new Map([
    ['-eq', (a, b) => a === b],
    ['-ne', (a, b) => a !== b],
    ['-lt', (a, b) => a < b],
    ['-le', (a, b) => a <= b],
    ['-gt', (a, b) => a > b],
    ['-ge', (a, b) => a >= b],
  ]);

function binary(left: Resolved, operator: string, right: Resolved): Status {
  if (!left.known || !right.known) {
    return 'unknown';
  }
  const compare = COMPARISONS.get(operator);
  if (compare !== undefined) {
    const numbers = [left.value, right.value].map(text =>
      /^-?\d+$/.test(text) ? Number(text) : undefined,
    );
    const [a, b] = numbers;
    return a === undefined || b === undefined
      ? 'unknown'
      : statusOf(compare(a, b));
  }
  switch (operator) {
    case '=':
    case '==':
      return statusOf(left.value === right.value);
    case '!=':
      return statusOf(left.value !== right.value);
    default:
      return 'unknown';
  }
}

/** Result of `[ … ]` or `test …` over its arguments, brackets excluded. */
export function evaluateTest(words: readonly ShellWord[]): Status {
  if (words.some(word => word.glob)) {
    return 'unknown';
  }
  const texts = words.map(word => word.text);
  // An unknown word outside quotes may stand for several or none.
  const plain = words.every(
    word => word.text.known || word.raw.startsWith('"'),
  );
  return plain ? evaluateTexts(texts) : 'unknown';
}

function evaluateTexts(texts: readonly Resolved[]): Status {
  const [first, second, third] = texts;
  switch (texts.length) {
    case 0:
      return 'fail';
    case 1:
      return negate(isEmpty(first));
    case 2:
      if (first.known && first.value === '!') {
        return negate(evaluateTexts([second]));
      }
      return first.known ? unary(first.value, second) : 'unknown';
    case 3:
      if (first.known && first.value === '!') {
        return negate(evaluateTexts([second, third]));
      }
      return second.known ? binary(first, second.value, third) : 'unknown';
    case 4:
      return first.known && first.value === '!'
        ? negate(evaluateTexts(texts.slice(1)))
        : 'unknown';
    default:
      return 'unknown';
  }
}

/** Result of `[[ … ]]`; every operand is expanded, since substitutions in it run. */
export function evaluateExpression(
  expression: TestExpression,
  expand: (word: Word) => Resolved,
): Status {
  switch (expression.type) {
    case 'TestUnary':
      return unary(expression.operator, expand(expression.operand));
    case 'TestBinary': {
      const left = expand(expression.left);
      const right = expand(expression.right);
      const pattern = expression.right.parts?.some(
        part => part.type === 'Glob' || part.type === 'ExtendedGlob',
      );
      return pattern ? 'unknown' : binary(left, expression.operator, right);
    }
    case 'TestNot': {
      const inner = evaluateExpression(expression.operand, expand);
      return expression.negations.length % 2 === 1 ? negate(inner) : inner;
    }
    case 'TestGroup':
      return evaluateExpression(expression.expression, expand);
    default:
      return evaluateLogical(
        expression.operator,
        expression.operands.map(operand => evaluateExpression(operand, expand)),
      );
  }
}

function evaluateLogical(
  operator: '&&' | '||',
  operands: readonly Status[],
): Status {
  const decisive: Status = operator === '&&' ? 'fail' : 'ok';
  if (operands.includes(decisive)) {
    return decisive;
  }
  return operands.includes('unknown') ? 'unknown' : negate(decisive);
}

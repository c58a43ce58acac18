import { rules } from 'dockerfile-scorecard-engine';
import { createRuleBook } from './useRules';

describe('createRuleBook', () => {
  const book = createRuleBook(rules as never);

  it.each([
    ['pass', 'The base image is supported'],
    ['fail', 'The base image is past its end of life'],
    ['unknown', 'The base image is past its end of life'],
    ['not-applicable', 'The base image is past its end of life'],
  ] as const)('names a check that is %s', (state, title) => {
    expect(book.titleOfCheck({ rule: 'eol-base', state })).toBe(title);
  });

  it('has words for a rule that it does not know', () => {
    expect(book.titleOfCheck({ rule: 'new-rule', state: 'pass' })).toBe(
      'New rule',
    );
  });
});

import { RULES } from './registry';

describe('the registry', () => {
  it('has each rule once', () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names what is so where a rule passes, in other words than the fault', () => {
    const passing = RULES.map(rule => rule.passing);
    expect(new Set(passing).size).toBe(RULES.length);
    for (const rule of RULES) expect(rule.passing).not.toBe(rule.title);
  });

  it.each(
    RULES.filter(({ severity }) => severity === 'critical').map(rule => [
      rule.id,
      rule,
    ]),
  )('%s, which is critical, says what it means for the image', (_, rule) => {
    expect(rule.consequence).toBeDefined();
    expect(rule.level).toBe('bronze');
  });
});

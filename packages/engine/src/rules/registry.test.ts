import { RULES } from './registry';

describe('the registry', () => {
  it('has each rule once', () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
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

import { rules } from '../rules';
import { defaultPolicy, resolvePolicy } from './resolvePolicy';

it('has a setting for every rule', () => {
  expect(Object.keys(defaultPolicy().rules)).toEqual(rules.map(({ id }) => id));
});

it('switches rules off, and changes severity, level and date', () => {
  const policy = resolvePolicy({
    rules: {
      'dead-stage': 'off',
      'eol-base': { severity: 'critical', from: '2027-01-31' },
      'runs-as-root': { level: 'none' },
    },
  });
  expect(policy.rules['dead-stage'].enabled).toBe(false);
  expect(policy.rules['eol-base']).toMatchObject({
    enabled: true,
    severity: 'critical',
    from: '2027-01-31',
  });
  expect(policy.rules['runs-as-root'].level).toBeUndefined();
});

it('has the same hash for the same policy and another for another', () => {
  expect(resolvePolicy({}).hash).toBe(defaultPolicy().hash);
  expect(resolvePolicy({ profile: 'strict' }).hash).not.toBe(
    defaultPolicy().hash,
  );
});

it('lists every problem in one message', () => {
  const config: unknown = {
    profile: 'lax',
    rule: {},
    rules: {
      'no-such-rule': 'off',
      'eol-base': { severity: 'bad', from: 'soon', colour: 'red' },
      'dead-stage': true,
      'unpinned-tag': { options: { strict: true } },
    },
    allowedImages: 'python',
    mirrors: { 'a/': 1 },
    ownImages: { 'x:*': { size: 'small' } },
  };
  let message = '';
  try {
    resolvePolicy(config as Parameters<typeof resolvePolicy>[0]);
  } catch (error) {
    message = String(error);
  }
  for (const part of [
    'The policy has 11 problems:',
    'profile must be one of recommended, strict, all, but is "lax"',
    'rule is not known',
    'rules["no-such-rule"] is no rule',
    'rules["eol-base"].severity must be one of',
    'rules["eol-base"].from must be a date',
    'rules["eol-base"].colour is not known',
    'rules["dead-stage"] must be "off" or an object',
    'rules["unpinned-tag"].options.strict is not known',
    'allowedImages must be a list of texts',
    'mirrors["a/"] must be',
    'ownImages["x:*"].size is not known',
  ])
    expect(message).toContain(part);
});

it.each([[null], [[]], ['strict'], [42]])('refuses %j', config => {
  expect(() => resolvePolicy(config as never)).toThrow(
    'the policy must be an object',
  );
});

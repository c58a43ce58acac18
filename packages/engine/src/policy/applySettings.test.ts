import { checksOf, evaluateDockerfile, waiveRules } from '../scorecard';
import type { RepositorySettings } from '../contents/buildContext';
import { applySettings } from './applySettings';
import { resolvePolicy } from './resolvePolicy';
import type { PolicyConfig, RepositoryFreedom } from './types';

const PATH = '.dockerfile-scorecard.yaml';
const TODAY = '2026-11-27';

function settings(config: PolicyConfig): RepositorySettings {
  return { path: PATH, config: { ...config } };
}

function applied(
  config: PolicyConfig,
  fleet: PolicyConfig = {},
  repositorySettings: RepositoryFreedom = 'stricter',
) {
  return applySettings(
    resolvePolicy({ ...fleet, repositorySettings }),
    settings(config),
  );
}

describe('settings of a repository under `stricter`', () => {
  it('hold where they make a rule count more', () => {
    const { policy, changed, problems } = applied({
      rules: {
        'eol-base': { severity: 'critical', level: 'bronze' },
        'cache-in-final-layer': { severity: 'high' },
      },
    });
    expect(problems).toEqual([]);
    expect(Object.keys(changed).sort()).toEqual([
      'cache-in-final-layer',
      'eol-base',
    ]);
    expect(policy.rules['eol-base']).toMatchObject({
      severity: 'critical',
      level: 'bronze',
    });
  });

  it('turn rules on, by name and by profile', () => {
    const fleet = { rules: { 'eol-base': 'off' as const } };
    expect(
      applied({ rules: { 'eol-base': { severity: 'low' } } }, fleet).policy
        .rules['eol-base'],
    ).toMatchObject({ enabled: true, severity: 'low' });
    const strict = applied({ profile: 'all' });
    expect(
      Object.values(strict.policy.rules).every(({ enabled }) => enabled),
    ).toBe(true);
    expect(strict.problems).toEqual([]);
  });

  it('make a rule gate sooner', () => {
    const fleet = { rules: { 'eol-base': { from: '2027-06-01' } } };
    const sooner = { rules: { 'eol-base': { from: '2027-01-01' } } };
    expect(applied(sooner, fleet).policy.rules['eol-base'].from).toBe(
      '2027-01-01',
    );
  });

  it('name the images that are allowed where the fleet names none', () => {
    const own = { allowedImages: ['docker.io/library/python:*'] };
    expect(applied(own).policy.rules['image-not-allowed'].options).toEqual({
      images: own.allowedImages,
    });
    const both = applied(own, { allowedImages: ['docker.io/library/node:*'] });
    expect(both.changed).toEqual({});
    expect(both.problems).toEqual([
      'allowedImages are set for the whole fleet',
    ]);
  });

  it.each<[string, PolicyConfig, string]>([
    [
      'a rule that is turned off',
      { rules: { 'eol-base': 'off' } },
      'rules["eol-base"] may not be turned off here',
    ],
    [
      'a lower severity',
      { rules: { 'eol-base': { severity: 'low' } } },
      'rules["eol-base"].severity may not be lower than high',
    ],
    [
      'a level that needs the rule later',
      { rules: { 'eol-base': { level: 'gold' } } },
      'rules["eol-base"].level may not be above silver',
    ],
    [
      'a rule that gates nothing',
      { rules: { 'eol-base': { level: 'none' } } },
      'rules["eol-base"].level may not be above silver',
    ],
    [
      'a later date',
      { rules: { 'eol-base': { from: '2027-01-01' } } },
      'rules["eol-base"].from may not be later than the fleet\'s',
    ],
    [
      'facts of images',
      { ownImages: { 'acme/base:*': { like: 'debian:trixie' } } },
      'ownImages are set for the whole fleet',
    ],
    [
      'its own freedom',
      { repositorySettings: 'any' },
      'repositorySettings is for the policy of the fleet',
    ],
  ])('do not hold for %s', (_, config, problem) => {
    const { policy, changed, problems } = applied(config);
    expect(problems).toEqual([problem]);
    expect(changed).toEqual({});
    expect(policy.rules).toEqual(resolvePolicy().rules);
  });

  it('say nothing of a rule that is off for the fleet, too', () => {
    expect(
      applied(
        { rules: { 'eol-base': 'off' } },
        { rules: { 'eol-base': 'off' } },
      ).problems,
    ).toEqual([]);
  });

  it('change nothing where the file has mistakes, and name each', () => {
    const { changed, problems } = applied({
      profile: 'strictest' as 'strict',
      rules: { 'eol-bas': 'off', 'runs-as-root': { severity: 'critical' } },
    });
    expect(changed).toEqual({});
    expect(problems).toEqual([
      'profile must be one of recommended, strict, all, but is "strictest"',
      'rules["eol-bas"] is no rule; `dockerfile-scorecard rules` lists them',
    ]);
  });
});

describe('settings of a repository', () => {
  it('do not hold under `off`', () => {
    const { changed, problems } = applied(
      { rules: { 'eol-base': { severity: 'critical' } } },
      {},
      'off',
    );
    expect([changed, problems]).toEqual([
      {},
      ['repositories may not change the policy'],
    ]);
  });

  it('all hold under `any`, beside what the fleet has', () => {
    const { policy, problems } = applied(
      {
        profile: 'all',
        rules: { 'eol-base': 'off', 'runs-as-root': { severity: 'low' } },
        ownImages: { 'acme/base:*': { like: 'debian:trixie-slim' } },
        extendedSupport: ['ubuntu'],
      },
      {
        rules: { 'no-bytecode': { severity: 'high' } },
        mirrors: { 'mirror.example.com/': 'docker.io/' },
      },
      'any',
    );
    expect(problems).toEqual([]);
    expect(policy.rules['eol-base'].enabled).toBe(false);
    expect(policy.rules['runs-as-root'].severity).toBe('low');
    expect(policy.rules['no-bytecode'].severity).toBe('high');
    expect(policy.ownImages).toHaveProperty(['acme/base:*']);
    expect(policy.mirrors).toHaveProperty(['mirror.example.com/']);
    expect(policy.extendedSupport).toEqual(['ubuntu']);
  });

  it('are worked out once', () => {
    const policy = resolvePolicy();
    const own = settings({ rules: { 'eol-base': { severity: 'critical' } } });
    expect(applySettings(policy, own)).toBe(applySettings(policy, { ...own }));
  });
});

describe('a verdict under settings of the repository', () => {
  const text = 'FROM python:3.9-slim-trixie\nUSER 10001\nCMD ["python"]\n';
  const policy = resolvePolicy({ rules: { 'eol-base': { level: 'gold' } } });

  function judged(own: RepositorySettings) {
    const evaluation = evaluateDockerfile({
      path: 'Dockerfile',
      text,
      context: { settings: own },
      policy,
      today: TODAY,
    });
    if (evaluation.kind !== 'judged') throw new Error('It was not judged.');
    return evaluation;
  }

  it('counts by them, names the file, and keeps the hash of the policy', () => {
    const own = judged(
      settings({
        rules: { 'eol-base': { level: 'bronze', severity: 'critical' } },
      }),
    );
    expect(own.level).toBe('none');
    expect(own.settings?.path).toBe(PATH);
    expect(own.policyHash).toBe(policy.hash);
    expect(own.problems).toEqual([]);
  });

  it('warns of what does not hold, and of a file that cannot be read', () => {
    expect(judged(settings({ rules: { 'eol-base': 'off' } })).problems).toEqual(
      [
        {
          code: 'repository-settings',
          severity: 'warning',
          message: `${PATH}: rules["eol-base"] may not be turned off here.`,
        },
      ],
    );
    expect(
      judged({ path: PATH, problem: 'it is not valid YAML: bad' }).problems[0]
        .message,
    ).toBe(`${PATH}: it is not valid YAML: bad.`);
  });

  it('keeps them when rules are waived', () => {
    const own = judged(
      settings({ rules: { 'dependencies-not-locked': { level: 'bronze' } } }),
    );
    const waived = waiveRules({
      evaluation: own,
      waivers: [{ rule: 'eol-base', reason: 'replaced in March' }],
      policy,
      today: TODAY,
    });
    expect(
      checksOf(waived).find(({ rule }) => rule === 'eol-base')?.state,
    ).toBe('waived');
    expect(waived.kind === 'judged' && waived.settings).toBe(own.settings);
  });
});

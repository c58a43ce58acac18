import { resolvePolicy } from '../policy';
import { evaluateDockerfile } from './evaluate';
import { asJudged } from './findings';
import { waiveRules } from './waiveRules';

const policy = resolvePolicy();
const today = '2026-11-23';
const evaluation = evaluateDockerfile({
  path: 'Dockerfile',
  text: 'FROM python:3.14-slim-trixie\nENV API_KEY=a1B2c3D4e5F6g7H8i9\nUSER 1000\nCMD ["python", "-V"]\n',
  policy,
  today,
});
const failing = asJudged(evaluation).checks.flatMap(check =>
  check.state === 'fail' ? check.rule : [],
);

describe('waiveRules', () => {
  it('waives what fails, and judges anew by what is left', () => {
    const waivers = failing.map(rule => ({ rule, reason: 'later' }));
    const waived = asJudged(waiveRules({ evaluation, waivers, policy, today }));
    expect(asJudged(evaluation).level).toBe('none');
    expect(waived.level).not.toBe('none');
    expect(waived.score).toBeGreaterThan(asJudged(evaluation).score ?? 0);
    expect(
      waived.checks.find(check => check.rule === 'secret-in-build-arg'),
    ).toMatchObject({ state: 'waived', reason: 'later' });
  });

  it('leaves alone what does not fail', () => {
    const waivers = [{ rule: 'dead-stage', reason: 'later' }];
    expect(waiveRules({ evaluation, waivers, policy, today })).toBe(evaluation);
  });
});

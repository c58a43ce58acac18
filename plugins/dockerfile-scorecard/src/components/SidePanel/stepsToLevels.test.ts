import { flask, sampleRules } from '../../../dev/samples';
import { createRuleBook } from '../../data';
import { stepsToLevels } from './stepsToLevels';

const ids = (evaluation = flask.evaluation, rules = sampleRules) =>
  stepsToLevels(evaluation, createRuleBook(rules)).map(step => [
    step.level,
    step.checks.map(check => check.rule),
  ]);

describe('the steps to the levels above', () => {
  it('come nearest first', () => {
    expect(ids()).toEqual([
      ['bronze', ['deps-not-copied']],
      ['silver', ['runs-as-root', 'lockfile-missing', 'dev-server']],
    ]);
  });

  it('follow the evaluation where it disagrees with the rule', () => {
    const evaluation = {
      ...flask.evaluation,
      nextLevel: {
        level: 'bronze' as const,
        missing: ['deps-not-copied', 'dev-server'],
        open: [],
      },
    };
    expect(ids(evaluation)[0]).toEqual([
      'bronze',
      ['deps-not-copied', 'dev-server'],
    ]);
  });

  it('end with what no level needs', () => {
    const ungated = sampleRules.map(rule =>
      rule.id === 'dev-server' ? { ...rule, level: undefined } : rule,
    );
    expect(ids(flask.evaluation, ungated).at(-1)).toEqual([
      undefined,
      ['dev-server'],
    ]);
  });
});

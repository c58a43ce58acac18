import type { Level } from 'dockerfile-scorecard-engine';
import { fakeEvaluation, fakeRule } from '../__testUtils__/fakeEngine';
import { summarize } from './summarize';
import type { EvaluatedDockerfile } from './types';

function dockerfile(
  path: string,
  options: {
    level?: Level;
    score?: number | null;
    failing?: string[];
    image?: string;
  } = {},
): EvaluatedDockerfile {
  const { level = 'gold', score = 100, failing = [], image } = options;
  return {
    path,
    evaluatedPath: path,
    contentHash: '',
    contextHash: '',
    evaluationHash: '',
    evaluation: fakeEvaluation({ path, level, score, failing, image }),
  };
}
const rules = [fakeRule('rule-a', 'bronze'), fakeRule('rule-b', 'silver')];

describe('summarize', () => {
  it.each<[string, (number | null)[], number | null]>([
    ['the lowest', [80, 60.4, 90], 60],
    ['the lowest that there is', [null, 70], 70],
    ['none', [null, null], null],
    ['nought', [0, 10], 0],
  ])('has %s score', (_, scores, expected) => {
    const dockerfiles = scores.map((score, i) => dockerfile(`${i}`, { score }));
    expect(summarize(dockerfiles, rules).score).toBe(expected);
  });

  it('has the level of the worst, and misses what the worst miss', () => {
    const result = summarize(
      [
        dockerfile('a', { level: 'silver', failing: ['rule-c'] }),
        dockerfile('b', { level: 'bronze', failing: ['rule-b', 'rule-a'] }),
        dockerfile('c', { level: 'bronze', failing: ['rule-b'] }),
      ],
      rules,
    );
    expect(result.level).toBe('bronze');
    expect(result.nextLevel?.missing).toEqual(['rule-a', 'rule-b']);
    expect(result.failingRules).toEqual(['rule-a', 'rule-b', 'rule-c']);
  });

  it('is not pulled down by a file that cannot be judged', () => {
    const template: EvaluatedDockerfile = {
      ...dockerfile('t'),
      evaluation: {
        kind: 'not-judged',
        path: 't',
        purpose: 'service',
        contentHash: '',
        policyHash: '',
        reason: 'template',
        message: 'This is a template.',
        problems: [],
      },
    };
    expect(summarize([dockerfile('a'), template], rules).level).toBe('gold');
    expect(summarize([template], rules)).toMatchObject({
      level: null,
      score: null,
    });
  });

  it('is not decided by images for development, where it ships one', () => {
    const dev = dockerfile('.devcontainer/Dockerfile', {
      level: 'none',
      failing: ['rule-a'],
    });
    dev.evaluation.purpose = 'development';
    expect(summarize([dockerfile('a'), dev], rules)).toMatchObject({
      level: 'gold',
      failingRules: [],
      firstFinding: undefined,
    });
    expect(summarize([dev], rules).level).toBe('none');
  });

  it('has nothing to reach or to mend at the top', () => {
    expect(summarize([dockerfile('a')], rules)).toMatchObject({
      nextLevel: null,
      firstFinding: undefined,
      failingRules: [],
    });
  });

  it.each([
    [
      'the most severe',
      [
        ['a', ['rule-b']],
        ['b', ['rule-a']],
      ],
      'rule-a',
      'b',
    ],
    [
      'of equals the one that gates the lower level',
      [['a', ['rule-x', 'rule-b']]],
      'rule-b',
      'a',
    ],
    [
      'then the first path',
      [
        ['b', ['rule-b']],
        ['a', ['rule-b']],
      ],
      'rule-b',
      'a',
    ],
  ] as const)('shows first %s', (_, files, rule, path) => {
    const dockerfiles = files.map(([name, failing]) =>
      dockerfile(name, { failing: [...failing] }),
    );
    expect(summarize(dockerfiles, rules).firstFinding).toMatchObject({
      rule,
      path,
    });
  });

  it('lists each base image once for each use', () => {
    const dockerfiles = [
      dockerfile('a', { image: 'python:3' }),
      dockerfile('b', { image: 'python:3' }),
      dockerfile('c', { image: 'alpine:3' }),
      dockerfile('d'),
    ];
    expect(
      summarize(dockerfiles, rules).baseImages.map(image => image.reference),
    ).toEqual(['alpine:3', 'python:3']);
  });
});
